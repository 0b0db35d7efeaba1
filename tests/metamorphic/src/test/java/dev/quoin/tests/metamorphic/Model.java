package dev.quoin.tests.metamorphic;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.CompactionResponse;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.DeleteRangeResponse;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseGrantResponse;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.LeaseRevokeResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.ResponseHeader;
import dev.quoin.protocol.rpc.TxnRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What the API means, written down as plainly as possible: every revision is a whole map, every event is kept. Slow, small, and meant to be read beside
 * etcd's documentation. Errors are thrown.
 */
final class Model {
    /** An error of the API. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(EtcdError error) {
            super(error.text());
        }
    }

    static final Comparator<ByteString> ORDER = ByteString.unsignedLexicographicalComparator();

    private final ResponseHeader template;
    private final List<NavigableMap<ByteString, KeyValue>> states = new ArrayList<>();
    private final List<List<Event>> events = new ArrayList<>();
    private final TreeMap<Long, Long> leases = new TreeMap<>();
    private long compacted = -1;

    /** With the ids and the term that all headers carry. */
    Model(ResponseHeader template) {
        this.template = template;
        states.add(new TreeMap<>(ORDER));
        states.add(new TreeMap<>(ORDER));
        events.add(List.of());
        events.add(List.of());
    }

    long revision() {
        return states.size() - 1L;
    }

    long compacted() {
        return compacted;
    }

    TreeMap<Long, Long> leases() {
        return leases;
    }

    List<Event> eventsAt(long revision) {
        return events.get((int) revision);
    }

    ResponseHeader header(long revision) {
        return template.toBuilder().setRevision(revision).build();
    }

    NavigableMap<ByteString, KeyValue> stateAt(long asked) {
        long revision = asked <= 0 ? revision() : asked;
        if (revision > revision()) {
            throw new Refused(EtcdError.FUTURE_REV);
        }
        if (revision < compacted) {
            throw new Refused(EtcdError.COMPACTED);
        }
        return states.get((int) revision);
    }

    Change change() {
        return new Change(this);
    }

    void commit(Change change) {
        if (!change.events.isEmpty()) {
            states.add(change.state);
            events.add(change.events);
        }
    }

    Message put(PutRequest request) {
        checkPut(request, states.getLast());
        Change change = change();
        PutResponse.Builder response = change.put(request);
        commit(change);
        return response.setHeader(header(revision())).build();
    }

    void checkPut(PutRequest request, Map<ByteString, KeyValue> state) {
        if (request.getLease() != 0 && !leases.containsKey(request.getLease())) {
            throw new Refused(EtcdError.LEASE_NOT_FOUND);
        }
        if ((request.getIgnoreLease() || request.getIgnoreValue()) && !state.containsKey(request.getKey())) {
            throw new Refused(EtcdError.KEY_NOT_FOUND);
        }
    }

    Message deleteRange(DeleteRangeRequest request) {
        Change change = change();
        DeleteRangeResponse.Builder response = change.delete(request);
        commit(change);
        return response.setHeader(header(revision())).build();
    }

    Message txn(TxnRequest request) {
        return new ModelTxn(this).run(request);
    }

    Message range(RangeRequest request) {
        NavigableMap<ByteString, KeyValue> state = stateAt(request.getRevision());
        return ModelRange.answer(request, state).setHeader(header(revision())).build();
    }

    Message compact(CompactionRequest request) {
        if (request.getRevision() <= compacted) {
            throw new Refused(EtcdError.COMPACTED);
        }
        if (request.getRevision() > revision()) {
            throw new Refused(EtcdError.FUTURE_REV);
        }
        compacted = request.getRevision();
        return CompactionResponse.newBuilder().setHeader(header(revision())).build();
    }

    Message grant(LeaseGrantRequest request) {
        if (leases.containsKey(request.getID())) {
            throw new Refused(EtcdError.LEASE_EXIST);
        }
        leases.put(request.getID(), request.getTTL());
        return LeaseGrantResponse.newBuilder()
                .setHeader(header(revision()))
                .setID(request.getID())
                .setTTL(request.getTTL())
                .build();
    }

    Message revoke(LeaseRevokeRequest request) {
        if (leases.remove(request.getID()) == null) {
            throw new Refused(EtcdError.LEASE_NOT_FOUND);
        }
        Change change = change();
        List<ByteString> attached = change.state.values().stream()
                .filter(kv -> kv.getLease() == request.getID())
                .map(KeyValue::getKey)
                .toList();
        attached.forEach(change::deleteOne);
        commit(change);
        return LeaseRevokeResponse.newBuilder().setHeader(header(revision())).build();
    }

    static NavigableMap<ByteString, KeyValue> slice(
            NavigableMap<ByteString, KeyValue> state, ByteString key, ByteString end) {
        if (end.isEmpty()) {
            return state.subMap(key, true, key, true);
        }
        if (end.equals(ByteString.copyFrom(new byte[1]))) {
            return state.tailMap(key, true);
        }
        return ORDER.compare(key, end) >= 0 ? new TreeMap<>(ORDER) : state.subMap(key, true, end, false);
    }

    /** The hash as etcd would compute it after every compaction has finished removing. */
    long hash(long revision) {
        CRC32C crc = new CRC32C();
        crc.update("key".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        NavigableMap<ByteString, KeyValue> kept = states.get(
                (int) (states.get((int) revision).isEmpty() ? Math.max(0, Math.min(compacted, revision)) : revision));
        for (long r = 2; r <= revision; r++) {
            int sub = 0;
            for (Event event : eventsAt(r)) {
                boolean deletion = event.getType() == Event.EventType.DELETE;
                KeyValue now = kept.get(event.getKv().getKey());
                boolean inForce = !deletion && now != null && now.equals(event.getKv());
                if (r > compacted || inForce) {
                    hashEvent(crc, r, sub, deletion, event.getKv());
                }
                sub++;
            }
        }
        return crc.getValue();
    }

    private static void hashEvent(CRC32C crc, long revision, long sub, boolean deletion, KeyValue kv) {
        ByteBuffer key = ByteBuffer.allocate(deletion ? 18 : 17);
        key.putLong(revision).put((byte) '_').putLong(sub);
        if (deletion) {
            key.put((byte) 't');
        }
        crc.update(key.array());
        crc.update((deletion ? KeyValue.newBuilder().setKey(kv.getKey()).build() : kv).toByteArray());
    }

    /** The next revision while it is made. */
    static final class Change {
        private final Model model;
        private final long revision;
        final NavigableMap<ByteString, KeyValue> state;
        final List<Event> events = new ArrayList<>();

        Change(Model model) {
            this.model = model;
            this.state = new TreeMap<>(model.states.getLast());
            this.revision = model.revision() + 1;
        }

        long revisionNow() {
            return events.isEmpty() ? revision - 1 : revision;
        }

        PutResponse.Builder put(PutRequest request) {
            KeyValue before = state.get(request.getKey());
            KeyValue.Builder after = KeyValue.newBuilder()
                    .setKey(request.getKey())
                    .setCreateRevision(before == null ? revision : before.getCreateRevision())
                    .setModRevision(revision)
                    .setVersion(before == null ? 1 : before.getVersion() + 1)
                    .setValue(request.getIgnoreValue() ? before.getValue() : request.getValue())
                    .setLease(request.getIgnoreLease() ? before.getLease() : request.getLease());
            state.put(request.getKey(), after.build());
            add(Event.newBuilder().setKv(after), request.getKey());
            PutResponse.Builder response = PutResponse.newBuilder();
            return before != null && request.getPrevKv() ? response.setPrevKv(before) : response;
        }

        DeleteRangeResponse.Builder delete(DeleteRangeRequest request) {
            DeleteRangeResponse.Builder response = DeleteRangeResponse.newBuilder();
            List<KeyValue> doomed = List.copyOf(
                    slice(state, request.getKey(), request.getRangeEnd()).values());
            doomed.forEach(kv -> deleteOne(kv.getKey()));
            response.setDeleted(doomed.size());
            return request.getPrevKv() ? response.addAllPrevKvs(doomed) : response;
        }

        void deleteOne(ByteString key) {
            state.remove(key);
            KeyValue tombstone =
                    KeyValue.newBuilder().setKey(key).setModRevision(revision).build();
            add(Event.newBuilder().setType(Event.EventType.DELETE).setKv(tombstone), key);
        }

        private void add(Event.Builder event, ByteString key) {
            KeyValue before = model.states.getLast().get(key);
            events.add((before == null ? event : event.setPrevKv(before)).build());
        }
    }
}
