package dev.quoin.core.ask;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quoin.core.wire.WireBuffer;
import dev.quoin.protocol.internal.RequestHeader;
import java.util.Objects;

/** A user, and the revision of the permission rules under which the user was recognised. Travels with a request through the log. */
public final class Asker {
    /** No user in particular: the client named none, or users are not enabled. */
    public static final Asker ANONYMOUS = new Asker("", 0);

    private final String username;
    private final long authRevision;
    private final byte[] headerFields;

    private Asker(String username, long authRevision) {
        this.username = username;
        this.authRevision = authRevision;
        this.headerFields = new WireBuffer(username.length() + 16)
                .bytes(RequestHeader.USERNAME_FIELD_NUMBER, username.getBytes(UTF_8))
                .varint(RequestHeader.AUTH_REVISION_FIELD_NUMBER, authRevision)
                .toByteArray();
    }

    /** A user; worth keeping for as long as the same user asks, because the encoded form is kept with it. */
    public static Asker of(String username, long authRevision) {
        return username.isEmpty() && authRevision == 0 ? ANONYMOUS : new Asker(username, authRevision);
    }

    /** The user's name, empty for {@link #ANONYMOUS}. */
    public String username() {
        return username;
    }

    /** The revision of the rules, 0 for {@link #ANONYMOUS}. */
    public long authRevision() {
        return authRevision;
    }

    /** Whether a user is known. */
    public boolean isKnown() {
        return !username.isEmpty();
    }

    /** The fields of etcd's {@code RequestHeader} that name the user, encoded; never changed by anyone. */
    public byte[] headerFields() {
        return headerFields;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Asker that && username.equals(that.username) && authRevision == that.authRevision;
    }

    @Override
    public int hashCode() {
        return Objects.hash(username, authRevision);
    }

    @Override
    public String toString() {
        return isKnown() ? username : "anonymous";
    }
}
