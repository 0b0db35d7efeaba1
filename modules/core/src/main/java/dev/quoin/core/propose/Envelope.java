package dev.quoin.core.propose;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quoin.core.ask.Asker;
import dev.quoin.core.wire.Wire;
import dev.quoin.core.wire.WireReader;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.internal.RequestHeader;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What the log carries: an encoded {@code InternalRaftRequest} with one operation. A client's request is wrapped as it came, without decoding: a header with
 * an id that only the proposer knows, and the user who asks, stands in front, then the operation.
 */
public final class Envelope {
    private static final int HEADER_TAG = Wire.tag(InternalRaftRequest.HEADER_FIELD_NUMBER, Wire.LENGTH);
    private static final int ID_TAG = Wire.tag(RequestHeader.ID_FIELD_NUMBER, Wire.VARINT);

    private static final byte[] NO_NAME = {};

    private final WireReader fields = new WireReader();
    private final WireReader header = new WireReader();
    private long id;
    private int operation;
    private Asker asker = Asker.ANONYMOUS;
    private Asker last = Asker.ANONYMOUS;
    private byte[] lastName = NO_NAME;
    private ByteBuffer content = ByteBuffer.allocate(0);

    /** Wraps a request: one copy of its bytes, behind a header with the id and, where a user is known, the user. */
    static byte[] wrap(long id, Proposal proposal) {
        byte[] user = proposal.asker().headerFields();
        ByteBuffer request = proposal.request();
        int headerLength = Wire.varintSize(ID_TAG) + Wire.varintSize(id) + user.length;
        int length = request.remaining();
        int operationTag = Wire.tag(proposal.operation(), Wire.LENGTH);
        byte[] out = new byte
                [Wire.varintSize(HEADER_TAG)
                        + Wire.varintSize(headerLength)
                        + headerLength
                        + Wire.varintSize(operationTag)
                        + Wire.varintSize(length)
                        + length];
        int at = Wire.putVarint(out, Wire.putVarint(out, 0, HEADER_TAG), headerLength);
        at = Wire.putVarint(out, Wire.putVarint(out, at, ID_TAG), id);
        System.arraycopy(user, 0, out, at, user.length);
        at = Wire.putVarint(out, Wire.putVarint(out, at + user.length, operationTag), length);
        request.get(request.position(), out, at, length);
        return out;
    }

    /** Reads an envelope. The last operation counts if, against the rule, there are several. */
    public Envelope read(byte[] command) {
        ByteBuffer whole = ByteBuffer.wrap(command);
        id = 0;
        operation = 0;
        asker = Asker.ANONYMOUS;
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
        byte[] username = NO_NAME;
        long authRevision = 0;
        header.reset(whole, fields.from(), fields.to());
        while (header.next()) {
            switch (header.field()) {
                case RequestHeader.ID_FIELD_NUMBER -> id = header.number();
                case RequestHeader.USERNAME_FIELD_NUMBER -> username = header.bytes();
                case RequestHeader.AUTH_REVISION_FIELD_NUMBER -> authRevision = header.number();
                default -> {
                    // A field of a newer protocol: ignored, as protobuf would.
                }
            }
        }
        if (username.length > 0 || authRevision != 0) {
            asker = same(username, authRevision);
        }
    }

    /** Entry after entry tends to be of the same user. */
    private Asker same(byte[] username, long authRevision) {
        if (authRevision != last.authRevision() || !Arrays.equals(username, lastName)) {
            last = Asker.of(new String(username, UTF_8), authRevision);
            lastName = username;
        }
        return last;
    }

    /** The id that the proposer knows. */
    public long id() {
        return id;
    }

    /** The user who asked. */
    public Asker asker() {
        return asker;
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
