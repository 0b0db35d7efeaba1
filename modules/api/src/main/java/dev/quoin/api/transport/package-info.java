/** Client transports, which carry the API as bytes, and peer transports, which carry consensus messages. */
@NullMarked
package dev.quoin.api.transport;

import org.jspecify.annotations.NullMarked;
