package dev.quoin.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what is generated against etcd's: nothing missing, nothing more, nothing different. */
class WireFactsTest {
    @Test
    void describesTheSameWireAsEtcd() throws IOException {
        List<String> facts = Facts.read("wire.facts");

        List<String> ours = Schema.files().stream().flatMap(WireFactsTest::file).toList();

        assertThat(facts).as("facts of etcd").hasSizeGreaterThan(600);
        assertThat(ours).containsExactlyInAnyOrderElementsOf(facts);
    }

    private static Stream<String> file(FileDescriptor file) {
        return Stream.of(
                        file.getEnumTypes().stream().flatMap(WireFactsTest::enumeration),
                        file.getMessageTypes().stream().flatMap(WireFactsTest::message),
                        file.getServices().stream()
                                .flatMap(service -> service.getMethods().stream())
                                .map(WireFactsTest::method))
                .flatMap(facts -> facts);
    }

    private static Stream<String> enumeration(EnumDescriptor type) {
        return type.getValues().stream()
                .map(value -> "enum %s.%s=%d".formatted(type.getFullName(), value.getName(), value.getNumber()));
    }

    private static Stream<String> message(Descriptor type) {
        return Stream.of(
                        Stream.of("message " + type.getFullName()),
                        type.getFields().stream().map(WireFactsTest::field),
                        reserved(type),
                        type.getEnumTypes().stream().flatMap(WireFactsTest::enumeration),
                        type.getNestedTypes().stream().flatMap(WireFactsTest::message))
                .flatMap(facts -> facts);
    }

    private static Stream<String> reserved(Descriptor type) {
        String fact = "reserved " + type.getFullName() + "=";
        return Stream.concat(
                type.toProto().getReservedRangeList().stream()
                        .map(range -> fact + range.getStart() + "-" + (range.getEnd() - 1)),
                type.toProto().getReservedNameList().stream().map(name -> fact + name));
    }

    private static String field(FieldDescriptor field) {
        return "field %s=%d:%s:%s:%s"
                .formatted(field.getFullName(), field.getNumber(), type(field), label(field), field.getJsonName());
    }

    private static String type(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case ENUM -> field.getEnumType().getFullName();
            case MESSAGE -> field.getMessageType().getFullName();
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String label(FieldDescriptor field) {
        return (field.isRequired() ? "required" : field.isRepeated() ? "repeated" : "optional")
                + (field.isPacked() ? ":packed" : "")
                + (field.hasPresence() ? ":presence" : "")
                + (field.getContainingOneof() == null
                        ? ""
                        : ":oneof " + field.getContainingOneof().getName());
    }

    private static String method(MethodDescriptor method) {
        String kind = method.isClientStreaming()
                ? method.isServerStreaming() ? "bidirectional" : "client-stream"
                : method.isServerStreaming() ? "server-stream" : "unary";
        return "method /%s/%s=%s:%s:%s"
                .formatted(
                        method.getService().getFullName(),
                        method.getName(),
                        kind,
                        method.getInputType().getFullName(),
                        method.getOutputType().getFullName());
    }
}
