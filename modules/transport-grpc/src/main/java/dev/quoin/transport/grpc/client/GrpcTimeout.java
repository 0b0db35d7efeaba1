package dev.quoin.transport.grpc.client;

import java.util.concurrent.TimeUnit;

/** The {@code grpc-timeout} header: up to eight digits and a unit. */
final class GrpcTimeout {
    private GrpcTimeout() {}

    /**
     * Reads a timeout.
     *
     * @return nanoseconds, at most {@link Long#MAX_VALUE}
     * @throws IllegalArgumentException when it is malformed
     */
    static long nanos(CharSequence text) {
        int digits = text.length() - 1;
        if (digits < 1 || digits > 8) {
            throw new IllegalArgumentException("malformed grpc-timeout: \"" + text + "\"");
        }
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("malformed grpc-timeout: \"" + text + "\"");
            }
            value = value * 10 + digit;
        }
        return unit(text, text.charAt(digits)).toNanos(value);
    }

    private static TimeUnit unit(CharSequence text, char letter) {
        return switch (letter) {
            case 'H' -> TimeUnit.HOURS;
            case 'M' -> TimeUnit.MINUTES;
            case 'S' -> TimeUnit.SECONDS;
            case 'm' -> TimeUnit.MILLISECONDS;
            case 'u' -> TimeUnit.MICROSECONDS;
            case 'n' -> TimeUnit.NANOSECONDS;
            default -> throw new IllegalArgumentException("malformed grpc-timeout: \"" + text + "\"");
        };
    }
}
