/** The protobuf wire format, as far as the hot paths write and read it without message objects. */
@NullMarked
package dev.quoin.core.wire;

import org.jspecify.annotations.NullMarked;
