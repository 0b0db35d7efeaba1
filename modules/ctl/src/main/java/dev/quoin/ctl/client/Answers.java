package dev.quoin.ctl.client;

import com.google.protobuf.Message;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The answers of a server's stream, one at a time: the server waits for a reader that is slow. */
public final class Answers<R extends Message> {
    private final Iterator<Message> answers;
    private final Class<R> type;

    Answers(Iterator<Message> answers, Class<R> type) {
        this.answers = answers;
        this.type = type;
    }

    /** The next answer, or null if there is none left. */
    public @Nullable R next() throws RpcException {
        try {
            return answers.hasNext() ? type.cast(answers.next()) : null;
        } catch (StatusRuntimeException e) {
            throw RpcException.of(e.getStatus());
        }
    }
}
