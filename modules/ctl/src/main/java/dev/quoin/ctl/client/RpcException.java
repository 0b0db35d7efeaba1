package dev.quoin.ctl.client;

import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.error.EtcdError;
import io.grpc.Status;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A call that failed. Its message is what etcd's client says about it, as a byte string. */
public final class RpcException extends Exception {
    private static final long serialVersionUID = 1;
    private static final Set<String> TEXTS =
            Arrays.stream(EtcdError.values()).map(EtcdError::text).collect(Collectors.toUnmodifiableSet());
    private static final Pattern TOO_LARGE = Pattern.compile("gRPC message exceeds maximum size (\\d+): (\\d+)");
    private static final Map<Status.Code, String> NAMES = Map.ofEntries(
            Map.entry(Status.Code.CANCELLED, "Canceled"),
            Map.entry(Status.Code.UNKNOWN, "Unknown"),
            Map.entry(Status.Code.INVALID_ARGUMENT, "InvalidArgument"),
            Map.entry(Status.Code.DEADLINE_EXCEEDED, "DeadlineExceeded"),
            Map.entry(Status.Code.NOT_FOUND, "NotFound"),
            Map.entry(Status.Code.ALREADY_EXISTS, "AlreadyExists"),
            Map.entry(Status.Code.PERMISSION_DENIED, "PermissionDenied"),
            Map.entry(Status.Code.RESOURCE_EXHAUSTED, "ResourceExhausted"),
            Map.entry(Status.Code.FAILED_PRECONDITION, "FailedPrecondition"),
            Map.entry(Status.Code.ABORTED, "Aborted"),
            Map.entry(Status.Code.OUT_OF_RANGE, "OutOfRange"),
            Map.entry(Status.Code.UNIMPLEMENTED, "Unimplemented"),
            Map.entry(Status.Code.INTERNAL, "Internal"),
            Map.entry(Status.Code.UNAVAILABLE, "Unavailable"),
            Map.entry(Status.Code.DATA_LOSS, "DataLoss"),
            Map.entry(Status.Code.UNAUTHENTICATED, "Unauthenticated"));

    private final Status.Code code;
    private final String description;

    private RpcException(String message, Status.Code code, String description) {
        super(message, null, false, false);
        this.code = code;
        this.description = description;
    }

    static RpcException of(Status status) {
        String said = status.getDescription();
        String description = said == null ? "" : goText(said);
        if (TEXTS.contains(description)) {
            return new RpcException(description, status.getCode(), description);
        }
        String text = switch (status.getCode()) {
            case DEADLINE_EXCEEDED -> "context deadline exceeded";
            case CANCELLED -> "context canceled";
            default ->
                "rpc error: code = " + NAMES.getOrDefault(status.getCode(), "OK") + " desc = "
                        + Raw.ofText(description);
        };
        return new RpcException(text, status.getCode(), description);
    }

    private static String goText(String description) {
        Matcher tooLarge = TOO_LARGE.matcher(description);
        return tooLarge.matches()
                ? "grpc: received message larger than max (" + tooLarge.group(2) + " vs. " + tooLarge.group(1) + ")"
                : description;
    }

    /** The message as a byte string. Never null. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** The same failure with words before its message. */
    public RpcException prefixed(String before) {
        return new RpcException(before + text(), code, description);
    }

    /** Whether the server answered with this error. */
    public boolean is(EtcdError error) {
        return description.equals(error.text());
    }

    /** Whether there was no answer in time. */
    public boolean isTimeout() {
        return code == Status.Code.DEADLINE_EXCEEDED;
    }

    /** Whether another attempt, perhaps at another member, may succeed. */
    boolean isUnavailable() {
        return code == Status.Code.UNAVAILABLE;
    }

    /** Whether the answer says that the server does not know the method. */
    public boolean isUnimplemented() {
        return code == Status.Code.UNIMPLEMENTED;
    }
}
