/** Where a node's configuration comes from (arguments, variables, file), what it may hold, and what it means. */
@NullMarked
package dev.quoin.distribution.config;

import org.jspecify.annotations.NullMarked;
