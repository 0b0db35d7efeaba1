package dev.quoin.core.auth.token;

import dev.quoin.core.ask.Asker;

/**
 * What a token whose signature was checked says.
 *
 * @param asker for whom it stands
 * @param begin the first second since 1970 in which it is valid
 * @param end the first in which it is not valid any more
 * @param with the keys that it was checked with
 */
record Checked(Asker asker, long begin, long end, SigningKeys with) {}
