/** The client of a cluster: endpoints, TLS, credentials, calls with their retries, streams, and what errors say. */
@NullMarked
package dev.quoin.ctl.client;

import org.jspecify.annotations.NullMarked;
