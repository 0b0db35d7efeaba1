package dev.quoin.core.kv;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.wire.WireException;
import dev.quoin.core.wire.WireReader;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Decodes transactions, which may be nested deeper than protobuf allows by itself. */
public final class TxnDecoding {
    /** How deep transactions may be nested, however many operations are allowed. Decoding and carrying out take a thread's stack for each level. */
    static final int MAX_LEVELS = 256;

    /** Each level is two messages, and within the last one there is a request. */
    private static final int MAX_MESSAGES = 2 * MAX_LEVELS + 8;

    private TxnDecoding() {}

    /**
     * Decodes what a client sent.
     *
     * @throws RequestException when it is nested too deep
     * @throws IllegalArgumentException with the answer for bytes that are no transaction
     */
    public static TxnRequest received(ByteBuffer request) {
        try {
            return parse(request.duplicate());
        } catch (InvalidProtocolBufferException e) {
            if (isTooDeep(request)) {
                throw new RequestException(EtcdError.TOO_MANY_OPS);
            }
            throw Answers.undecodable(e);
        }
    }

    /** Decodes what the log holds. */
    public static TxnRequest parse(ByteBuffer request) throws InvalidProtocolBufferException {
        CodedInputStream in = CodedInputStream.newInstance(request);
        in.setRecursionLimit(MAX_MESSAGES);
        try {
            TxnRequest txn = TxnRequest.parseFrom(in);
            in.checkLastTagWas(0);
            return txn;
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static boolean isTooDeep(ByteBuffer request) {
        try {
            return isDeeper(request, request.position(), request.limit(), MAX_LEVELS);
        } catch (WireException e) {
            return false;
        }
    }

    private static boolean isDeeper(ByteBuffer source, int from, int to, int levels) {
        if (levels == 0) {
            return true;
        }
        WireReader ops = new WireReader().reset(source, from, to);
        while (ops.next()) {
            boolean op =
                    ops.field() == TxnRequest.SUCCESS_FIELD_NUMBER || ops.field() == TxnRequest.FAILURE_FIELD_NUMBER;
            if (op && hasDeeper(source, ops.from(), ops.to(), levels - 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasDeeper(ByteBuffer source, int from, int to, int levels) {
        WireReader op = new WireReader().reset(source, from, to);
        while (op.next()) {
            if (op.field() == RequestOp.REQUEST_TXN_FIELD_NUMBER && isDeeper(source, op.from(), op.to(), levels)) {
                return true;
            }
        }
        return false;
    }
}
