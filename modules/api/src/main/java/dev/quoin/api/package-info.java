/** The common shape of all extension points: a named, described, configurable provider. */
@NullMarked
package dev.quoin.api;

import org.jspecify.annotations.NullMarked;
