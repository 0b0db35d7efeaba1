package dev.quoin.ctl.client;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Wraps the older forms of private keys into PKCS #8, the only one that Java reads. */
final class Der {
    private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private Der() {}

    static byte[] rsaToPkcs8(byte[] pkcs1) {
        return item(0x30, VERSION_0, RSA, item(0x04, pkcs1));
    }

    /** The curve's name stands in the key itself, under the tag 0xa0. */
    static byte[] ecToPkcs8(byte[] sec1) throws TlsException {
        for (int at = 0; at + 2 < sec1.length; at++) {
            int length = sec1[at + 1];
            if ((sec1[at] & 0xff) == 0xa0 && sec1[at + 2] == 0x06 && length > 2 && at + 2 + length <= sec1.length) {
                byte[] curve = java.util.Arrays.copyOfRange(sec1, at + 2, at + 2 + length);
                return item(0x30, VERSION_0, item(0x30, EC, curve), item(0x04, sec1));
            }
        }
        throw new TlsException("tls: failed to parse private key: it names no curve");
    }

    private static byte[] item(int tag, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        ByteArrayOutputStream item = new ByteArrayOutputStream();
        item.write(tag);
        int length = body.size();
        if (length < 0x80) {
            item.write(length);
        } else if (length < 0x100) {
            item.write(0x81);
            item.write(length);
        } else {
            item.write(0x82);
            item.write(length >> 8);
            item.write(length);
        }
        item.writeBytes(body.toByteArray());
        return item.toByteArray();
    }
}
