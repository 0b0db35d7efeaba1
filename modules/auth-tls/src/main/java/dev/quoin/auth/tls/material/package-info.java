/** What listeners use now, read again when files change. */
@NullMarked
package dev.quoin.auth.tls.material;

import org.jspecify.annotations.NullMarked;
