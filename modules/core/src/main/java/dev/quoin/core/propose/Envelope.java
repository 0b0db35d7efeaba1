package dev.quoin.core.propose;

import dev.quoin.core.wire.Wire;
import dev.quoin.core.wire.WireReader;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.internal.RequestHeader;
import java.nio.ByteBuffer;

/**
 * What the log carries: an encoded {@code InternalRaftRequest} with one operation. A client's request is wrapped as it came, without decoding: a header with
 * an id that only the proposer knows stands in front, then the operation.
 */
public final class Envelope {
    private static final int HEADER_TAG = Wire.tag(InternalRaftRequest.HEADER_FIELD_NUMBER, Wire.LENGTH);
    private static final int ID_TAG = Wire.tag(RequestHeader.ID_FIELD_NUMBER, Wire.VARINT);

    private final WireReader fields = new WireReader();
    private final WireReader header = new WireReader();
    private long id;
    private int operation;
    private ByteBuffer content = ByteBuffer.allocate(0);

    /**
     * Wraps a request.
     *
     * @param operation the field of {@code InternalRaftRequest} that the request is
     * @param request what remains in the buffer; its position stays
     */
    static byte[] wrap(long id, int operation, ByteBuffer request) {
        int headerLength = Wire.varintSize(ID_TAG) + Wire.varintSize(id);
        int length = request.remaining();
        int operationTag = Wire.tag(operation, Wire.LENGTH);
        byte[] out = new byte
                [Wire.varintSize(HEADER_TAG)
                        + Wire.varintSize(headerLength)
                        + headerLength
                        + Wire.varintSize(operationTag)
                        + Wire.varintSize(length)
                        + length];
        int at = Wire.putVarint(out, Wire.putVarint(out, 0, HEADER_TAG), headerLength);
        at = Wire.putVarint(out, Wire.putVarint(out, at, ID_TAG), id);
        at = Wire.putVarint(out, Wire.putVarint(out, at, operationTag), length);
        request.get(request.position(), out, at, length);
        return out;
    }

    /** Reads an envelope. The last operation counts if, against the rule, there are several. */
    public Envelope read(byte[] command) {
        ByteBuffer whole = ByteBuffer.wrap(command);
        id = 0;
        operation = 0;
        fields.reset(whole);
        while (fields.next()) {
            take(whole);
        }
        return this;
    }

    private void take(ByteBuffer whole) {
        switch (fields.field()) {
            case InternalRaftRequest.HEADER_FIELD_NUMBER -> readHeader(whole);
            // The place of the id in logs of early etcd versions.
            case InternalRaftRequest.ID_FIELD_NUMBER -> id = id == 0 ? fields.number() : id;
            default -> {
                operation = fields.field();
                whole.limit(fields.to()).position(fields.from());
                content = whole.slice();
                whole.clear();
            }
        }
    }

    private void readHeader(ByteBuffer whole) {
        header.reset(whole, fields.from(), fields.to());
        while (header.next()) {
            if (header.field() == RequestHeader.ID_FIELD_NUMBER) {
                id = header.number();
            }
        }
    }

    /** The id that the proposer knows. */
    public long id() {
        return id;
    }

    /** The field of {@code InternalRaftRequest} that stands in it, 0 when none. */
    public int operation() {
        return operation;
    }

    /** The operation's bytes, on the heap. */
    public ByteBuffer content() {
        return content;
    }
}
