/** Authentication: TLS material for listeners, and identities from what a connection presents. */
@NullMarked
package dev.quoin.api.auth;

import org.jspecify.annotations.NullMarked;
