/** Stored contexts: named endpoints with the credentials that belong to them. */
@NullMarked
package dev.quoin.ctl.context;

import org.jspecify.annotations.NullMarked;
