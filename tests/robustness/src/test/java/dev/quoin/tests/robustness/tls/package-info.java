/** TLS on all ports: who is let in, and certificates that change. */
package dev.quoin.tests.robustness.tls;
