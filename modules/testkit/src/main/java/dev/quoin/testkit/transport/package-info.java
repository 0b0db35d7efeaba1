/**
 * The conformance kit for client transports: extend {@link dev.quoin.testkit.transport.ClientTransportConformance}, say
 * which provider and which client, and run it. Nothing in it knows what is on the wire.
 */
@NullMarked
package dev.quoin.testkit.transport;

import org.jspecify.annotations.NullMarked;
