/** Values shown as what they are. */
@NullMarked
package dev.quoin.ctl.decode;

import org.jspecify.annotations.NullMarked;
