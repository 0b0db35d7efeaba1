package dev.quoin.ctl.decode;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.RangeResponse;
import java.io.IOException;

/**
 * Shows the objects that a kube-apiserver stores. It stores built-in types as an envelope around a Protobuf message,
 * of which type,
 * name and namespace can be read without knowing the type, and custom types as JSON, which is shown as it is.
 */
public final class Kubernetes {
    private static final ByteString MAGIC = ByteString.copyFromUtf8("k8s\0");
    private static final ByteString ENCRYPTED = ByteString.copyFromUtf8("k8s:enc:");

    private Kubernetes() {}

    /** Makes of an answer one that is to be printed. */
    @FunctionalInterface
    public interface Decoder {
        RangeResponse decode(RangeResponse response);
    }

    /** The decoder that {@code --decode} names. */
    public static Decoder decoder(String name) {
        return switch (name) {
            case "" -> response -> response;
            case "k8s" -> Kubernetes::decode;
            default ->
                throw ExitException.of(ExitCode.BAD_FEATURE, "unsupported decoding " + name + ": k8s is the only one");
        };
    }

    private static RangeResponse decode(RangeResponse response) {
        RangeResponse.Builder decoded = response.toBuilder().clearKvs();
        for (KeyValue pair : response.getKvsList()) {
            decoded.addKvs(pair.toBuilder().setValue(value(pair.getValue())));
        }
        return decoded.build();
    }

    private static ByteString value(ByteString stored) {
        if (stored.startsWith(ENCRYPTED)) {
            int end = stored.toStringUtf8().indexOf(':', ENCRYPTED.size());
            return ByteString.copyFromUtf8("encrypted by the API server: "
                    + stored.toStringUtf8().substring(0, Math.max(ENCRYPTED.size(), end)));
        }
        if (!stored.startsWith(MAGIC)) {
            return stored;
        }
        try {
            return ByteString.copyFromUtf8(envelope(stored.substring(MAGIC.size())));
        } catch (IOException e) {
            return ByteString.copyFromUtf8(
                    "no readable Kubernetes object (" + e.getMessage() + "), " + stored.size() + " bytes");
        }
    }

    /**
     * An envelope: field 1 names the type (apiVersion 1, kind 2), field 2 is the object, whose field 1 is its
     * metadata.
     */
    private static String envelope(ByteString bytes) throws IOException {
        ByteString type = field(bytes, 1);
        ByteString object = field(bytes, 2);
        ByteString metadata = field(object, 1);
        String name = text(metadata, 1);
        String namespace = text(metadata, 3);
        StringBuilder shown = new StringBuilder();
        shown.append(text(type, 1)).append(' ').append(text(type, 2));
        if (!name.isEmpty()) {
            shown.append(' ').append(namespace.isEmpty() ? "" : namespace + "/").append(name);
        }
        if (object.startsWith(ByteString.copyFromUtf8("{"))) {
            return shown + "\n" + object.toStringUtf8();
        }
        return shown + " (" + object.size() + " bytes of Protobuf)";
    }

    private static String text(ByteString message, int number) throws IOException {
        return field(message, number).toStringUtf8();
    }

    /** A field with a length; empty where the message has none of that number. */
    private static ByteString field(ByteString message, int number) throws IOException {
        if (message.startsWith(ByteString.copyFromUtf8("{"))) {
            return ByteString.EMPTY;
        }
        CodedInputStream input = message.newCodedInput();
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == number
                    && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                return input.readBytes();
            }
            input.skipField(tag);
        }
        return ByteString.EMPTY;
    }
}
