/** The data directory: whose it is, who has it open, and what wrote it. */
@NullMarked
package dev.quoin.distribution.data;

import org.jspecify.annotations.NullMarked;
