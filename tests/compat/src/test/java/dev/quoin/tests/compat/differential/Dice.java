package dev.quoin.tests.compat.differential;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Keys, values and numbers drawn from a seed. Keys are few, so that requests meet; some hold zero bytes, some are
 * prefixes of others.
 */
final class Dice {

    private static final List<ByteString> KEYS = keys();

    /** How far from the newest revision those asked for are. */
    private static final int BACK = 40;

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    private static List<ByteString> keys() {
        List<ByteString> keys = new ArrayList<>();
        for (String prefix : List.of("a", "ab", "b", "c")) {
            for (String suffix : List.of("", "\0", "\0\0", "\0\u0001", "1", "2", "\u007f")) {
                keys.add(ByteString.copyFromUtf8(prefix + suffix));
            }
        }
        keys.add(ByteString.copyFrom(new byte[] {0}));
        keys.add(ByteString.copyFrom(new byte[] {(byte) 0xFF, (byte) 0xFF}));
        return keys;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long below(long bound) {
        return random.nextLong(bound);
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    boolean coin() {
        return random.nextBoolean();
    }

    @SafeVarargs
    final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** A key, rarely an empty one. */
    ByteString key() {
        return chance(60) ? ByteString.EMPTY : KEYS.get(random.nextInt(KEYS.size()));
    }

    /** The end of a range: nothing, everything from the key on, or a key, which may come before the first. */
    ByteString end() {
        return switch (random.nextInt(4)) {
            case 0 -> ByteString.EMPTY;
            case 1 -> ByteString.copyFrom(new byte[1]);
            default -> key();
        };
    }

    /** A letter a few times over, rarely many times. Two values are often the same. */
    ByteString value() {
        String letter = one("x", "y", "z");
        return ByteString.copyFromUtf8(letter.repeat(chance(8) ? random.nextInt(2000) : random.nextInt(4)));
    }

    /** One of few leases, of which some exist. */
    long lease() {
        return chance(30) ? one(-1L, Long.MAX_VALUE, Long.MIN_VALUE) : 1 + random.nextInt(8);
    }

    /** A revision near the newest one, some of them in the future; rarely one that cannot be. */
    long revision(long head) {
        return chance(25)
                ? one(-1L, 0L, 1L, Long.MAX_VALUE, Long.MIN_VALUE)
                : Math.max(1, head + 2 - random.nextInt(BACK));
    }
}
