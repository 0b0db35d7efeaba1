/** Typed configuration. A provider declares its keys once; flags, variables, YAML and help are made from them. */
@NullMarked
package dev.quoin.api.config;

import org.jspecify.annotations.NullMarked;
