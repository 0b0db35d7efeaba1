/**
 * LMDB's library as the writer uses it: its functions, its environment and its transactions. This half depends on the
 * library's ABI, and not on the format of the file.
 */
@NullMarked
package dev.quoin.backend.lmdb.lib;

import org.jspecify.annotations.NullMarked;
