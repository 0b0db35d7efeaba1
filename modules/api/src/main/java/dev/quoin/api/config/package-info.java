/** Typed configuration that a provider declares once, and that flags, variables, YAML and help are made from. */
@NullMarked
package dev.quoin.api.config;

import org.jspecify.annotations.NullMarked;
