package dev.quoin.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read again, whatever the message and whichever its fields. */
class RoundTripTest {
    static Stream<Message> everyMessage() {
        return Schema.messages().map(Schema::prototype);
    }

    static Stream<FieldDescriptor> everyField() {
        return Schema.messages().map(Descriptor::getFields).flatMap(fields -> fields.stream());
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void anEmptyMessageTakesNoBytes(Message prototype) throws InvalidProtocolBufferException {
        assertThat(prototype.toByteArray()).isEmpty();
        assertThat(prototype.getParserForType().parseFrom(new byte[0])).isEqualTo(prototype);
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void aFullMessageIsReadAsItWasWritten(Message prototype) throws InvalidProtocolBufferException {
        Message written = Filled.like(prototype, 3);

        Message read = prototype.getParserForType().parseFrom(written.toByteString());

        assertThat(read).isEqualTo(written);
        assertThat(read.getUnknownFields()).isEqualTo(UnknownFieldSet.getDefaultInstance());
    }

    @ParameterizedTest
    @MethodSource("everyField")
    void aFieldAloneIsReadAsItWasWritten(FieldDescriptor field) throws InvalidProtocolBufferException {
        Message prototype = Schema.prototype(field.getContainingType());
        Message written = Filled.with(prototype, field);

        Message read = prototype.getParserForType().parseFrom(written.toByteString());

        assertThat(written.toByteString().isEmpty()).isFalse();
        assertThat(read.getAllFields()).containsOnlyKeys(field);
        assertThat(read).isEqualTo(written);
    }
}
