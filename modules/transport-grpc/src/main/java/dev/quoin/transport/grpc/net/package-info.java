/** Sockets: listen addresses, TLS, the first bytes of a connection, and how many connections there may be. */
@NullMarked
package dev.quoin.transport.grpc.net;

import org.jspecify.annotations.NullMarked;
