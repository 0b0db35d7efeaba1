/** What the flags say, checked. */
@NullMarked
package dev.quoin.auth.tls.config;

import org.jspecify.annotations.NullMarked;
