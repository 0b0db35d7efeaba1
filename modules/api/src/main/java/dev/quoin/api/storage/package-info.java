/**
 * The contract of a storage backend: ordered tables of byte strings with one writer and many consistent views.
 * {@code docs/spi/storage.md} has the rules that concern more than one method, and {@code dev.quoin.testkit.storage}
 * tests them all.
 */
@NullMarked
package dev.quoin.api.storage;

import org.jspecify.annotations.NullMarked;
