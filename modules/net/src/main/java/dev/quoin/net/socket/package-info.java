/** Sockets that listen, on TCP and on Unix domain sockets. */
@NullMarked
package dev.quoin.net.socket;

import org.jspecify.annotations.NullMarked;
