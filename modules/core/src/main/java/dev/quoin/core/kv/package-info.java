/** Requests on keys: what they mean, what is refused, and how they are answered from a view or carried out in a batch. */
@NullMarked
package dev.quoin.core.kv;

import org.jspecify.annotations.NullMarked;
