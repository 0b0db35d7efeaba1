package dev.quoin.net.client;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.net.protocol.ConnectionProtocol;
import java.net.URI;
import java.util.List;

/**
 * URLs and what is spoken there.
 *
 * @param side whose certificates are shown
 * @param urls where to listen
 * @param protocols in the order in which they are asked whether a connection is theirs; they belong to the transport from now on
 */
public record Port(Authenticator.Listener side, List<URI> urls, List<ConnectionProtocol> protocols) {}
