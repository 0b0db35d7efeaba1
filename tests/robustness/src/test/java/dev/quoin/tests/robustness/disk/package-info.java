/** What a node promises when its disk is full or may only be read. */
package dev.quoin.tests.robustness.disk;
