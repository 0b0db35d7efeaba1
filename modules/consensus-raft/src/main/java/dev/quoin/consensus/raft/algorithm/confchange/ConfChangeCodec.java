package dev.quoin.consensus.raft.algorithm.confchange;

import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.EntryType;
import java.util.ArrayList;
import java.util.List;

/**
 * The data of entries that change the membership, byte for byte as etcd writes them, so that a log can be read by
 * etcd's users and tools. The older form ({@link EntryType#CONF_CHANGE}) holds one change; the newer one any number.
 */
public final class ConfChangeCodec {
    private ConfChangeCodec() {}

    /**
     * A proposal in the newer form. Leaving a joint configuration takes no data, so that no size limit can stand in its
     * way.
     */
    public static Entry proposal(ConfChange change) {
        byte[] data = change.leavesJoint() && change.context().length == 0 ? Entry.NO_DATA : encode(change);
        return new Entry(0, 0, EntryType.CONF_CHANGE_V2, data);
    }

    /**
     * A proposal in the older form, as etcd makes it for every change of one member.
     *
     * @param id by which the proposer recognises it
     */
    public static Entry singleProposal(long id, SingleChange change, byte[] context) {
        ProtoWriter out = new ProtoWriter();
        // etcd writes the fields in the order of their numbers, zero values included, except an empty context.
        out.varint(1, id);
        out.varint(2, change.type().code());
        out.varint(3, change.nodeId());
        if (context.length > 0) {
            out.bytes(4, context);
        }
        return new Entry(0, 0, EntryType.CONF_CHANGE, out.toByteArray());
    }

    /**
     * The change in an entry of either form.
     *
     * @throws ConfChangeException if the data is damaged
     */
    public static ConfChange decode(Entry entry) {
        return switch (entry.type()) {
            case CONF_CHANGE -> decodeSingle(entry.data());
            case CONF_CHANGE_V2 -> decodeAny(entry.data());
            case NORMAL -> throw new ConfChangeException("entry " + entry.index() + " does not change the membership");
        };
    }

    /** The id in an entry of the older form; 0 if there is none. */
    public static long proposalId(Entry entry) {
        ProtoReader in = new ProtoReader(entry.data());
        long id = 0;
        while (in.next()) {
            id = in.field() == 1 ? in.varint() : id;
        }
        return id;
    }

    private static byte[] encode(ConfChange change) {
        ProtoWriter out = new ProtoWriter();
        out.varint(1, change.transition().code());
        for (SingleChange single : change.changes()) {
            ProtoWriter inner = new ProtoWriter();
            inner.varint(1, single.type().code());
            inner.varint(2, single.nodeId());
            out.bytes(2, inner.toByteArray());
        }
        if (change.context().length > 0) {
            out.bytes(3, change.context());
        }
        return out.toByteArray();
    }

    private static ConfChange decodeSingle(byte[] data) {
        ProtoReader in = new ProtoReader(data);
        ChangeType type = ChangeType.ADD_NODE;
        long nodeId = 0;
        byte[] context = Entry.NO_DATA;
        while (in.next()) {
            switch (in.field()) {
                case 2 -> type = ChangeType.ofCode(in.varint());
                case 3 -> nodeId = in.varint();
                case 4 -> context = in.bytes();
                default -> {}
            }
        }
        return new ConfChange(Transition.AUTO, List.of(new SingleChange(type, nodeId)), context);
    }

    private static ConfChange decodeAny(byte[] data) {
        ProtoReader in = new ProtoReader(data);
        Transition transition = Transition.AUTO;
        List<SingleChange> changes = new ArrayList<>();
        byte[] context = Entry.NO_DATA;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> transition = Transition.ofCode(in.varint());
                case 2 -> changes.add(decodeOne(in.bytes()));
                case 3 -> context = in.bytes();
                default -> {}
            }
        }
        return new ConfChange(transition, changes, context);
    }

    private static SingleChange decodeOne(byte[] data) {
        ProtoReader in = new ProtoReader(data);
        ChangeType type = ChangeType.ADD_NODE;
        long nodeId = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> type = ChangeType.ofCode(in.varint());
                case 2 -> nodeId = in.varint();
                default -> {}
            }
        }
        return new SingleChange(type, nodeId);
    }
}
