package dev.quoin.core.backup;

/** Versions such as 3.7.0, compared by their first two numbers. */
final class Versions {
    private Versions() {}

    static boolean isAbove(String version, String other) {
        int major = Integer.compare(part(version, 0), part(other, 0));
        return major > 0 || major == 0 && part(version, 1) > part(other, 1);
    }

    private static int part(String version, int i) {
        String[] parts = version.split("\\.", -1);
        String text = i < parts.length ? parts[i] : "";
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
