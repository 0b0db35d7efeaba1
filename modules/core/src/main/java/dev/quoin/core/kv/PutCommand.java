package dev.quoin.core.kv;

import dev.quoin.core.answer.RequestException;
import dev.quoin.core.store.Keys;
import dev.quoin.core.wire.WireReader;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.PutRequest;
import java.nio.ByteBuffer;

/**
 * A decoded {@code PutRequest}; the value stays where it is in the request's bytes. One object may be used for request after request by its thread.
 */
public final class PutCommand {
    private final WireReader reader = new WireReader();
    private ByteBuffer source = ByteBuffer.allocate(0);
    private byte[] key = Keys.EMPTY;
    private int valueFrom;
    private int valueTo;
    private long lease;
    private boolean prevKv;
    private boolean ignoreValue;
    private boolean ignoreLease;

    /** Decodes the request between a buffer's position and limit. */
    public PutCommand read(ByteBuffer request) {
        source = request;
        key = Keys.EMPTY;
        valueFrom = valueTo = request.position();
        lease = 0;
        prevKv = ignoreValue = ignoreLease = false;
        reader.reset(request);
        while (reader.next()) {
            take();
        }
        return this;
    }

    private void take() {
        switch (reader.field()) {
            case PutRequest.KEY_FIELD_NUMBER -> key = reader.bytes();
            case PutRequest.VALUE_FIELD_NUMBER -> {
                valueFrom = reader.from();
                valueTo = reader.to();
            }
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
     * Refuses what can be seen to be wrong without looking at the store.
     *
     * @throws RequestException with the error to answer
     */
    public PutCommand check() {
        if (key.length == 0) {
            throw new RequestException(EtcdError.EMPTY_KEY);
        }
        if (ignoreValue && valueLength() != 0) {
            throw new RequestException(EtcdError.VALUE_PROVIDED);
        }
        if (ignoreLease && lease != 0) {
            throw new RequestException(EtcdError.LEASE_PROVIDED);
        }
        return this;
    }

    /** The bytes the request was read from. */
    public ByteBuffer source() {
        return source;
    }

    /** The key; a copy that may be kept. */
    public byte[] key() {
        return key;
    }

    /** Where the value begins in {@link #source}. */
    public int valueFrom() {
        return valueFrom;
    }

    /** How long the value is. */
    public int valueLength() {
        return valueTo - valueFrom;
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
