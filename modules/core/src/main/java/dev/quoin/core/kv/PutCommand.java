package dev.quoin.core.kv;

import dev.quoin.core.answer.RequestException;
import dev.quoin.core.wire.WireReader;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.PutRequest;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A decoded {@code PutRequest}; the value stays where it is in the request's bytes. One object may be used for request after request by its thread.
 */
public final class PutCommand {
    private final WireReader reader = new WireReader();
    private final Piece key = new Piece();
    private final Piece value = new Piece();
    private byte @Nullable [] keyCopy;
    private long lease;
    private boolean prevKv;
    private boolean ignoreValue;
    private boolean ignoreLease;

    /** Decodes the request between a buffer's position and limit, which stays as it is for as long as this is used. */
    public PutCommand read(ByteBuffer request) {
        begin();
        reader.reset(request);
        while (reader.next()) {
            take(request);
        }
        return this;
    }

    /** Takes over a request that is a message already, without encoding it again. */
    public PutCommand of(PutRequest request) {
        begin();
        key.of(request.getKey());
        value.of(request.getValue());
        lease = request.getLease();
        prevKv = request.getPrevKv();
        ignoreValue = request.getIgnoreValue();
        ignoreLease = request.getIgnoreLease();
        return this;
    }

    /** Whether a put could fail for what is in the store; most can not. */
    static boolean dependsOnState(PutRequest request) {
        return request.getLease() != 0 || request.getIgnoreValue() || request.getIgnoreLease();
    }

    private void begin() {
        key.clear();
        value.clear();
        keyCopy = null;
        lease = 0;
        prevKv = ignoreValue = ignoreLease = false;
    }

    private void take(ByteBuffer request) {
        switch (reader.field()) {
            case PutRequest.KEY_FIELD_NUMBER -> key.of(request, reader.from(), reader.to());
            case PutRequest.VALUE_FIELD_NUMBER -> value.of(request, reader.from(), reader.to());
            case PutRequest.LEASE_FIELD_NUMBER -> lease = reader.number();
            case PutRequest.PREV_KV_FIELD_NUMBER -> prevKv = reader.bool();
            case PutRequest.IGNORE_VALUE_FIELD_NUMBER -> ignoreValue = reader.bool();
            case PutRequest.IGNORE_LEASE_FIELD_NUMBER -> ignoreLease = reader.bool();
            default -> {
                // A field of a newer protocol: ignored, as protobuf would.
            }
        }
    }

    /**
     * Refuses what can be seen to be wrong without looking at the store. Copies nothing.
     *
     * @throws RequestException with the error to answer
     */
    public PutCommand check() {
        if (key.length() == 0) {
            throw new RequestException(EtcdError.EMPTY_KEY);
        }
        if (ignoreValue && value.length() != 0) {
            throw new RequestException(EtcdError.VALUE_PROVIDED);
        }
        if (ignoreLease && lease != 0) {
            throw new RequestException(EtcdError.LEASE_PROVIDED);
        }
        return this;
    }

    /** The key; a copy that may be kept. */
    public byte[] key() {
        byte[] copy = keyCopy;
        if (copy == null) {
            copy = key.copy();
            keyCopy = copy;
        }
        return copy;
    }

    /** The value, where the request has it. */
    Piece value() {
        return value;
    }

    /** The lease to hang the key on, or 0. */
    public long lease() {
        return lease;
    }

    /** Whether the version before is wanted in the answer. */
    public boolean prevKv() {
        return prevKv;
    }

    /** Whether the present value stays. */
    public boolean ignoreValue() {
        return ignoreValue;
    }

    /** Whether the present lease stays. */
    public boolean ignoreLease() {
        return ignoreLease;
    }
}
