package dev.quoin.core.auth.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Names of roles, in the order in which they are stored. */
final class Names {
    /** By their UTF-8 bytes. */
    static final Comparator<String> ORDER = (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

    private Names() {}

    static List<String> without(List<String> names, String gone) {
        return names.stream().filter(name -> !name.equals(gone)).toList();
    }
}
