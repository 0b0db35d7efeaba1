/** Log lines in the form etcd writes them. */
@NullMarked
package dev.quoin.distribution.log;

import org.jspecify.annotations.NullMarked;
