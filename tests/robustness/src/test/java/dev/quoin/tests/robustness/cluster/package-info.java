/** What a cluster promises when members die, come back, come and go, fall behind and are cut off. */
package dev.quoin.tests.robustness.cluster;
