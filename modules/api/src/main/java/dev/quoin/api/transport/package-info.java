/** The contract of a client transport, which carries the API to clients as encoded messages. */
@NullMarked
package dev.quoin.api.transport;

import org.jspecify.annotations.NullMarked;
