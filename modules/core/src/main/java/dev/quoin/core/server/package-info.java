/** The server: the methods of the API, the way of a request from a transport to the log and back, and the node that holds it all. */
@NullMarked
package dev.quoin.core.server;

import org.jspecify.annotations.NullMarked;
