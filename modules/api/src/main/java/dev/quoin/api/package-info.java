/** What every extension point of Quoin has in common: a named, described, configurable provider. */
@NullMarked
package dev.quoin.api;

import org.jspecify.annotations.NullMarked;
