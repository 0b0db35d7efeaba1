/** Commands about keys: get, put, del and compaction. */
@NullMarked
package dev.quoin.ctl.command.kv;

import org.jspecify.annotations.NullMarked;
