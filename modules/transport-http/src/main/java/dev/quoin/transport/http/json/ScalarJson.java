package dev.quoin.transport.http.json;

import com.google.gson.stream.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;

/** Single values of requests. Numbers may stand in quotes, which 64-bit ones need in languages without integers of that size. */
final class ScalarJson {
    /** Stands for a name that the enumeration does not know. */
    static final Object UNKNOWN = new Object();

    private static final int LONGEST_NUMBER = 64;
    private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private ScalarJson() {}

    /** The value for a field, or {@link #UNKNOWN}. */
    static Object read(FieldDescriptor field, String name, JsonToken token, String text) throws JsonException {
        try {
            return switch (field.getJavaType()) {
                case BOOLEAN -> bool(token, text);
                case STRING -> string(token, text);
                case BYTE_STRING -> bytes(string(token, text));
                case ENUM -> enumeration(field, token, text);
                case LONG -> integer(token, text, field.getType() == FieldDescriptor.Type.UINT64);
                case INT -> narrow(field, integer(token, text, false));
                case FLOAT -> Float.parseFloat(text);
                case DOUBLE -> Double.parseDouble(text);
                case MESSAGE -> throw new IllegalArgumentException("not a single value");
            };
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw invalid(field, name, token == JsonToken.STRING ? "\"" + text + "\"" : text);
        }
    }

    /** The failure for a value that does not fit. */
    static JsonException invalid(FieldDescriptor field, String name, String raw) {
        String type = field.getType().name().toLowerCase(Locale.ROOT);
        return new JsonException("proto: invalid value for " + type + " field " + name + ": " + raw);
    }

    private static Boolean bool(JsonToken token, String text) {
        require(token == JsonToken.BOOLEAN);
        return Boolean.valueOf(text);
    }

    private static String string(JsonToken token, String text) {
        require(token == JsonToken.STRING);
        return text;
    }

    /** Both alphabets, with and without padding. */
    private static ByteString bytes(String text) {
        boolean url = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        return ByteString.copyFrom((url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text));
    }

    private static Object enumeration(FieldDescriptor field, JsonToken token, String text) {
        if (token == JsonToken.STRING) {
            EnumValueDescriptor value = field.getEnumType().findValueByName(text);
            return value == null ? UNKNOWN : value;
        }
        return field.getEnumType().findValueByNumberCreatingIfUnknown(Math.toIntExact(integer(token, text, false)));
    }

    private static long integer(JsonToken token, String text, boolean unsigned) {
        require(token != JsonToken.BOOLEAN && text.length() <= LONGEST_NUMBER);
        BigDecimal number = new BigDecimal(text);
        if (!unsigned) {
            return number.longValueExact();
        }
        require(number.precision() - number.scale() <= 20);
        BigInteger whole = number.toBigIntegerExact();
        require(whole.signum() >= 0 && whole.compareTo(MAX_UNSIGNED) <= 0);
        return whole.longValue();
    }

    private static int narrow(FieldDescriptor field, long value) {
        if (field.getType() == FieldDescriptor.Type.UINT32) {
            require(value >= 0 && value <= 0xffff_ffffL);
            return (int) value;
        }
        return Math.toIntExact(value);
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException("does not fit");
        }
    }
}
