/** The figures of a node, kept and shown with Prometheus' client library. */
@NullMarked
package dev.quoin.distribution.metrics;

import org.jspecify.annotations.NullMarked;
