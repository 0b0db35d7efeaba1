/** Communication between members: messages, snapshots and questions, and the transport that carries them. */
@NullMarked
package dev.quoin.api.peer;

import org.jspecify.annotations.NullMarked;
