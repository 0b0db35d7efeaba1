package dev.quoin.benchmarks.load;

import dev.quoin.protocol.method.EtcdMethods;

/**
 * One kind of request.
 *
 * @param weight its share, in relation to the other operations of a load
 * @param span how many keys it touches, counted from the one that is drawn
 * @param leastAnswer the bytes below which an answer cannot be right; a get that found nothing is cheap, and must not count
 */
record Operation(EtcdMethods method, RequestTemplate template, int weight, long span, long leastAnswer) {}
