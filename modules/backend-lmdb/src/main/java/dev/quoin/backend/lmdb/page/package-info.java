/**
 * A reader of LMDB's pages that checks each page against its checksum. This half depends on the format of the file, and
 * not on the library.
 */
@NullMarked
package dev.quoin.backend.lmdb.page;

import org.jspecify.annotations.NullMarked;
