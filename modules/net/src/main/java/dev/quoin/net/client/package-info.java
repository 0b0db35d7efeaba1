/** Client transports that share their ports: one set of event loops, any number of ports, several protocols on each. */
@NullMarked
package dev.quoin.net.client;

import org.jspecify.annotations.NullMarked;
