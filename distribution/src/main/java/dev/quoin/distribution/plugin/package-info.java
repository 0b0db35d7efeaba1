/** Finds providers: in the boot layer, in layers of their own, and behind class loaders that hide our libraries. */
@NullMarked
package dev.quoin.distribution.plugin;

import org.jspecify.annotations.NullMarked;
