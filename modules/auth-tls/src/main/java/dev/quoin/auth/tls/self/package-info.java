/** Certificates that a member makes for itself. */
@NullMarked
package dev.quoin.auth.tls.self;

import org.jspecify.annotations.NullMarked;
