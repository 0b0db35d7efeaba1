package dev.quoin.protocol.method;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Message;
import dev.quoin.protocol.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EtcdMethodsTest {
    static Stream<MethodDescriptor> everyMethod() {
        return Schema.methods();
    }

    @Test
    void knowsTheMethodsOfTheServicesAndNoOther() {
        List<String> paths = everyMethod().map(EtcdMethodsTest::path).toList();

        assertThat(paths).hasSizeGreaterThan(50);
        assertThat(Arrays.stream(EtcdMethods.values()).map(EtcdMethods::path))
                .containsExactlyInAnyOrderElementsOf(paths);
    }

    @ParameterizedTest
    @MethodSource("everyMethod")
    void tellsKindAndMessagesOfAMethod(MethodDescriptor expected) {
        EtcdMethods method = EtcdMethods.find(path(expected));

        assertThat(method).isNotNull();
        assertThat(method.kind().clientStreams()).isEqualTo(expected.isClientStreaming());
        assertThat(method.kind().serverStreams()).isEqualTo(expected.isServerStreaming());
        assertThat(method.request()).isSameAs(prototype(expected.getInputType().getFullName()));
        assertThat(method.response())
                .isSameAs(prototype(expected.getOutputType().getFullName()));
    }

    @Test
    void findsNothingUnderAnUnknownPath() {
        assertThat(EtcdMethods.find("/etcdserverpb.KV/range")).isNull();
        assertThat(EtcdMethods.find("etcdserverpb.KV/Range")).isNull();
        assertThat(EtcdMethods.find("")).isNull();
    }

    private static String path(MethodDescriptor method) {
        return "/" + method.getService().getFullName() + "/" + method.getName();
    }

    private static Message prototype(String name) {
        return Schema.messages()
                .filter(message -> message.getFullName().equals(name))
                .map(Schema::prototype)
                .findAny()
                .orElseThrow();
    }
}
