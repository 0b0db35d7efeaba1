package dev.quoin.auth.tls.pem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a PEM file; what stands between them is skipped, as comments are. */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*\\n(.*?)-----END \\1-----", Pattern.DOTALL);

    /** Lines before the base64 that say how an old encrypted key is to be decrypted, and an empty line. */
    private static final Pattern HEADERS = Pattern.compile("^(?:[A-Za-z0-9-]+:[^\\n]*\\n)+\\s*");

    private Pem() {}

    /**
     * One block.
     *
     * @param label what stands behind {@code BEGIN}
     * @param encrypted whether headers say so
     * @param bytes its content
     */
    record Block(String label, boolean encrypted, byte[] bytes) {}

    /** The blocks in order. One whose base64 is broken is skipped, as Go does. */
    static List<Block> blocks(byte[] file) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            String body = matcher.group(2);
            Matcher headers = HEADERS.matcher(body);
            boolean encrypted = headers.find() && headers.group().contains("ENCRYPTED");
            try {
                byte[] bytes = Base64.getDecoder()
                        .decode(HEADERS.matcher(body).replaceFirst("").replaceAll("\\s", ""));
                blocks.add(new Block(matcher.group(1), encrypted, bytes));
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        return blocks;
    }
}
