/** How members know of each other and what they ask each other, beside what the consensus engine sends. */
@NullMarked
package dev.quoin.core.peer;

import org.jspecify.annotations.NullMarked;
