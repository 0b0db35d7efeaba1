package dev.quoin.ctl.client;

import static dev.quoin.protocol.method.EtcdMethods.*;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Set;

/** The methods of the API in gRPC's terms, and which of them may be called again. */
final class Methods {

    /** Those that etcd's client repeats when a member is not available: doing them twice changes nothing. */
    private static final Set<EtcdMethods> REPEATABLE = EnumSet.of(
            KV_RANGE,
            LEASE_GRANT,
            LEASE_REVOKE,
            LEASE_TIME_TO_LIVE,
            LEASE_LEASES,
            MEMBER_LIST,
            MAINTENANCE_ALARM,
            MAINTENANCE_STATUS,
            MAINTENANCE_HASH,
            MAINTENANCE_HASH_KV,
            MAINTENANCE_MOVE_LEADER,
            AUTH_USER_LIST,
            AUTH_USER_GET,
            AUTH_ROLE_LIST,
            AUTH_ROLE_GET);

    private Methods() {}

    static boolean isRepeatable(EtcdMethods method) {
        return REPEATABLE.contains(method);
    }

    static MethodDescriptor<Message, Message> descriptor(EtcdMethods method) {
        MethodType type = switch (method.kind()) {
            case UNARY -> MethodType.UNARY;
            case SERVER_STREAM -> MethodType.SERVER_STREAMING;
            case CLIENT_STREAM -> MethodType.CLIENT_STREAMING;
            case BIDIRECTIONAL -> MethodType.BIDI_STREAMING;
        };
        return MethodDescriptor.<Message, Message>newBuilder()
                .setFullMethodName(method.path().substring(1))
                .setType(type)
                .setRequestMarshaller(new Protobuf(method.request()))
                .setResponseMarshaller(new Protobuf(method.response()))
                .build();
    }

    private record Protobuf(Message prototype) implements Marshaller<Message> {
        @Override
        public InputStream stream(Message message) {
            return message.toByteString().newInput();
        }

        @Override
        public Message parse(InputStream stream) {
            try {
                CodedInputStream input = CodedInputStream.newInstance(stream);
                input.setSizeLimit(Integer.MAX_VALUE);
                Message message = prototype.getParserForType().parseFrom(input);
                input.checkLastTagWas(0);
                return message;
            } catch (InvalidProtocolBufferException e) {
                throw Status.INTERNAL
                        .withDescription("grpc: failed to unmarshal the received message")
                        .withCause(e)
                        .asRuntimeException();
            } catch (IOException e) {
                throw Status.INTERNAL.withDescription(e.toString()).asRuntimeException();
            }
        }
    }
}
