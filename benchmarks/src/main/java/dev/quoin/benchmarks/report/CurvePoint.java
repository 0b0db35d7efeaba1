package dev.quoin.benchmarks.report;

/**
 * A point of a latency distribution.
 *
 * @param percentile of the requests, from 0 to 100
 * @param micros which that share did not exceed
 */
public record CurvePoint(double percentile, double micros) {}
