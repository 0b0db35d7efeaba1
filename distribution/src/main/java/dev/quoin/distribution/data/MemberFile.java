package dev.quoin.distribution.data;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.peer.MemberIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a data directory says of itself, written once when it is created: docs/formats/data-directory.md.
 *
 * @param identity of the member and its cluster
 * @param backend the name of the storage backend that wrote it
 * @param consensus the name of the consensus engine that wrote it
 */
public record MemberFile(MemberIdentity identity, String backend, String consensus) {
    static final int MAX_BYTES = 4096;

    private static final String TITLE = "quoin-data ";
    private static final int FORMAT = 1;
    private static final String CHECKSUM = "crc32c ";

    byte[] encode() {
        String body = TITLE + FORMAT + "\nbackend " + backend + "\nconsensus " + consensus + "\ncluster "
                + HexFormat.of().toHexDigits(identity.clusterId()) + "\nmember "
                + HexFormat.of().toHexDigits(identity.memberId()) + "\n";
        return (body + CHECKSUM + checksum(body) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads the file's content.
     *
     * @param file for messages
     * @throws ConfigException when it is damaged or of a later format
     */
    static MemberFile decode(Path file, byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        Integer format = format(text);
        if (format != null && format > FORMAT) {
            throw new ConfigException(
                    file + " is of format " + format + ", which a later Quoin wrote; this one reads format " + FORMAT);
        }
        int end = text.lastIndexOf(CHECKSUM);
        if (format == null
                || end < 0
                || !text.substring(end).equals(CHECKSUM + checksum(text.substring(0, end)) + "\n")) {
            throw damaged(file, "its checksum does not fit");
        }
        return fields(file, text.substring(0, end));
    }

    private static @Nullable Integer format(String text) {
        int line = text.indexOf('\n');
        String digits = text.startsWith(TITLE) && line > 0 ? text.substring(TITLE.length(), line) : "";
        return digits.matches("[0-9]{1,6}") ? Integer.valueOf(digits) : null;
    }

    private static MemberFile fields(Path file, String body) {
        Map<String, String> fields = new HashMap<>();
        body.lines().skip(1).forEach(line -> {
            int space = line.indexOf(' ');
            fields.put(line.substring(0, Math.max(space, 0)), line.substring(space + 1));
        });
        return new MemberFile(
                new MemberIdentity(id(file, fields, "cluster"), id(file, fields, "member")),
                field(file, fields, "backend"),
                field(file, fields, "consensus"));
    }

    private static String field(Path file, Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw damaged(file, "it does not name the " + name);
        }
        return value;
    }

    private static long id(Path file, Map<String, String> fields, String name) {
        try {
            return Long.parseUnsignedLong(field(file, fields, name), 16);
        } catch (NumberFormatException e) {
            throw damaged(file, "its " + name + " id is not a number");
        }
    }

    private static ConfigException damaged(Path file, String why) {
        return new ConfigException(file + " is damaged (" + why
                + "): start with an empty data directory, or restore this one from a copy");
    }

    private static String checksum(String body) {
        CRC32C crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.ISO_8859_1));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
