/** What is stored and how: tables, records, the views and transactions over them, and the events that come out. */
@NullMarked
package dev.quoin.core.store;

import org.jspecify.annotations.NullMarked;
