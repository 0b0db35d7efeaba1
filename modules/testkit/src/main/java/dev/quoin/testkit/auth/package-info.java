/** The conformance kit for authentication providers, and certificates for tests, made when they are needed. */
@NullMarked
package dev.quoin.testkit.auth;

import org.jspecify.annotations.NullMarked;
