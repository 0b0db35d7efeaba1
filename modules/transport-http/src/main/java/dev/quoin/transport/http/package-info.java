/** The HTTP transport's entry, and the order in which a request is looked at. */
@NullMarked
package dev.quoin.transport.http;

import org.jspecify.annotations.NullMarked;
