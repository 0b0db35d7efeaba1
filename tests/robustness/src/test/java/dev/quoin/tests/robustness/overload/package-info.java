/** A node that is asked for more than it can do. */
package dev.quoin.tests.robustness.overload;
