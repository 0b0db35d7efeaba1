/** What a node promises when it is killed, when its files are torn, when it is full and when it is misused. */
package dev.quoin.tests.robustness;
