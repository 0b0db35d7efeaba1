package dev.quoin.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.core.store.KeyRange;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchCreateRequest.FilterType;
import dev.quoin.protocol.rpc.WatchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/** What a watch must be told: from the history of all events, and checked response by response. */
final class ModelWatch {
    private final NavigableMap<Long, List<Event>> history;
    private final WatchCreateRequest request;
    private final KeyRange range;
    private final List<Event> unfinished = new ArrayList<>();
    private long next;
    /** It has been told that it is complete up to here. */
    private long told;

    private boolean created;
    private boolean inFragments;
    private boolean cancelAsked;
    private boolean ended;

    ModelWatch(NavigableMap<Long, List<Event>> history, WatchCreateRequest request) {
        this.history = history;
        this.request = request;
        this.range = KeyRange.of(
                request.getKey().toByteArray(), request.getRangeEnd().toByteArray());
    }

    boolean hasEnded() {
        return ended;
    }

    boolean isCreated() {
        return created;
    }

    long id() {
        return request.getWatchId();
    }

    void cancelAsked() {
        cancelAsked = true;
    }

    void take(WatchResponse response, long compacted) {
        assertThat(ended).as("nothing comes after the end").isFalse();
        long revision = response.getHeader().getRevision();
        if (response.getCreated()) {
            assertThat(created).isFalse();
            assertThat(response.getCanceled()).isFalse();
            created = true;
            next = request.getStartRevision() > 0 ? request.getStartRevision() : revision + 1;
            told = request.getStartRevision() > 0 ? 0 : revision;
            return;
        }
        assertThat(created).as("created comes first").isTrue();
        if (response.getCanceled()) {
            takeEnd(response, compacted);
        } else if (response.getEventsList().isEmpty()) {
            takeProgress(revision);
        } else {
            takeEvents(response, compacted);
        }
    }

    private void takeEnd(WatchResponse response, long compacted) {
        ended = true;
        if (response.getCompactRevision() != 0) {
            assertThat(response.getCompactRevision()).isLessThanOrEqualTo(compacted);
            assertThat(next).as("it could have gone on").isLessThan(response.getCompactRevision());
        } else {
            assertThat(cancelAsked).isTrue();
            assertThat(response.getCancelReason()).isEmpty();
        }
    }

    /** Everything up to the revision has come. */
    void takeProgress(long revision) {
        assertThat(inFragments).isFalse();
        assertThat(revision).as("progress does not go back").isGreaterThanOrEqualTo(told);
        assertThat(missing(revision)).as("progress overtakes no event").isEmpty();
        told = revision;
    }

    private void takeEvents(WatchResponse response, long compacted) {
        if (!request.getFragment()) {
            assertThat(response.getFragment()).isFalse();
        }
        unfinished.addAll(response.getEventsList());
        inFragments = response.getFragment();
        if (inFragments) {
            return;
        }
        long last = unfinished.getLast().getKv().getModRevision();
        List<Event> expected = missing(last);
        forgivePrevious(expected, compacted);
        assertThat(unfinished).as("the next events in order, revisions whole").isEqualTo(expected);
        unfinished.clear();
        next = last + 1;
        told = Math.max(told, response.getHeader().getRevision());
        assertThat(response.getHeader().getRevision()).isGreaterThanOrEqualTo(last);
        assertThat(missing(response.getHeader().getRevision()))
                .as("what the header says is told")
                .isEmpty();
    }

    /** What an event at a compacted revision replaced is gone for those who read it from the log. */
    private void forgivePrevious(List<Event> expected, long compacted) {
        for (int i = 0; i < Math.min(expected.size(), unfinished.size()); i++) {
            if (expected.get(i).getKv().getModRevision() <= compacted
                    && !unfinished.get(i).hasPrevKv()) {
                expected.set(i, expected.get(i).toBuilder().clearPrevKv().build());
            }
        }
    }

    /** Nothing is left to tell. */
    void assertComplete() {
        assertThat(created).isTrue();
        assertThat(inFragments).isFalse();
        assertThat(missing(Long.MAX_VALUE)).isEmpty();
    }

    private List<Event> missing(long through) {
        List<Event> events = new ArrayList<>();
        if (through >= next) {
            for (List<Event> revision :
                    history.subMap(next, true, through, true).values()) {
                revision.stream().filter(this::isWanted).map(this::shaped).forEach(events::add);
            }
        }
        return events;
    }

    private boolean isWanted(Event event) {
        FilterType filtered = event.getType() == Event.EventType.PUT ? FilterType.NOPUT : FilterType.NODELETE;
        return range.contains(event.getKv().getKey().toByteArray())
                && !request.getFiltersList().contains(filtered);
    }

    private Event shaped(Event event) {
        KeyValue previous = event.getPrevKv();
        return request.getPrevKv() && event.hasPrevKv()
                ? event.toBuilder().setPrevKv(previous).build()
                : event.toBuilder().clearPrevKv().build();
    }
}
