/**
 * What members say to each other and to their own log and apply threads: plain immutable values. Entries and their data
 * are shared by reference and never copied, so nobody may change an array or list that was handed over.
 */
@NullMarked
package dev.quoin.consensus.raft.algorithm.message;

import org.jspecify.annotations.NullMarked;
