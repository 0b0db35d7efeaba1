package dev.quoin.core.watch;

import dev.quoin.core.store.Event;
import dev.quoin.core.store.RevisionEvents;
import dev.quoin.core.wire.Wire;
import dev.quoin.core.wire.WireBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of a revision, each encoded when the first watch wants it and then shared by all that do. Used by the hub. */
final class SharedRevision {
    private static final int EVENTS = 11;
    private static final int TYPE = 1;
    private static final int KV = 2;
    private static final int PREV_KV = 3;
    /** A deletion's type as a field: tag and value. */
    private static final int TYPE_SIZE = 2;

    private final long revision;
    private final List<Event> events;
    private final long footprint;
    private byte @Nullable [] @Nullable [] plain;
    private byte @Nullable [] @Nullable [] withPrevious;

    SharedRevision(RevisionEvents source) {
        revision = source.revision();
        events = source.events();
        footprint = footprint(source);
    }

    /** The bytes a revision holds in memory, about, with its events encoded once. */
    static long footprint(RevisionEvents source) {
        long bytes = 64;
        for (Event event : source.events()) {
            bytes += 2L * event.footprint();
        }
        return bytes;
    }

    long revision() {
        return revision;
    }

    List<Event> events() {
        return events;
    }

    long footprint() {
        return footprint;
    }

    /** An event as a field of a response, tag included. */
    byte[] encoded(int index, boolean previous) {
        Event event = events.get(index);
        byte[] before = previous ? event.previous() : null;
        byte[] @Nullable [] forms = before == null ? plainForms() : previousForms();
        byte[] bytes = forms[index];
        if (bytes == null) {
            bytes = encode(event, before);
            forms[index] = bytes;
        }
        return bytes;
    }

    private byte[] @Nullable [] plainForms() {
        byte[] @Nullable [] forms = plain;
        if (forms == null) {
            forms = new byte[events.size()][];
            plain = forms;
        }
        return forms;
    }

    private byte[] @Nullable [] previousForms() {
        byte[] @Nullable [] forms = withPrevious;
        if (forms == null) {
            forms = new byte[events.size()][];
            withPrevious = forms;
        }
        return forms;
    }

    private static byte[] encode(Event event, byte @Nullable [] previous) {
        int size = (event.deletion() ? TYPE_SIZE : 0)
                + Wire.lengthFieldSize(KV, event.record().length)
                + (previous == null ? 0 : Wire.lengthFieldSize(PREV_KV, previous.length));
        WireBuffer out = new WireBuffer(Wire.lengthFieldSize(EVENTS, size));
        out.begin(EVENTS, size).bool(TYPE, event.deletion()).message(KV, event.record());
        if (previous != null) {
            out.message(PREV_KV, previous);
        }
        return out.finish();
    }
}
