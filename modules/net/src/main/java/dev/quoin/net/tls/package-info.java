/** TLS for listeners and for those who dial, made anew when certificates change. */
@NullMarked
package dev.quoin.net.tls;

import org.jspecify.annotations.NullMarked;
