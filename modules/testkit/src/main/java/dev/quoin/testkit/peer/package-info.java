/** The conformance kit for peer transports: extend {@link dev.quoin.testkit.peer.PeerTransportConformance}. */
@NullMarked
package dev.quoin.testkit.peer;

import org.jspecify.annotations.NullMarked;
