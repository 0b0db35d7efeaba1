/** Answers to clients: response headers, errors, and calls that have ended. */
@NullMarked
package dev.quoin.core.answer;

import org.jspecify.annotations.NullMarked;
