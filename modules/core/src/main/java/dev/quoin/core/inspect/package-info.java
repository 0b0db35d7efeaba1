/** What is stored, shown to people. */
@NullMarked
package dev.quoin.core.inspect;

import org.jspecify.annotations.NullMarked;
