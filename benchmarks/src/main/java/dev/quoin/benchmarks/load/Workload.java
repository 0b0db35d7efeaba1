package dev.quoin.benchmarks.load;

import dev.quoin.protocol.method.EtcdMethods;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a load asks for. Keys are drawn at random. */
public enum Workload {
    /** Puts of new and of existing keys, into a store that may be empty. */
    PUT("put", false, "put of random keys, at first into an empty store"),
    /** Puts of existing keys only. */
    UPDATE("update", true, "put over existing keys"),
    /** Serializable gets. */
    GET("get", true, "serializable get"),
    /** Linearizable gets. */
    LINEARIZABLE_GET("linearizable-get", true, "linearizable get"),
    /** Ranges with many keys in one answer. */
    LIST("list", true, "linearizable range over --list-keys keys, one answer"),
    /** Ranges with many keys in a stream of answers. */
    LIST_STREAM("list-stream", true, "the same as a RangeStream (etcd 3.7)"),
    /** Compare and put. */
    TXN("txn", true, "transaction: put if the key exists, else get"),
    /** Gets and puts. */
    MIXED("mixed", true, "linearizable gets and --write-percent of puts"),
    /** Puts of existing keys while what they supersede is removed. */
    COMPACTION("compaction", true, "put over existing keys, before and during a compaction of --superseded revisions");

    private static final int CLIENTS_OF_LISTS = 8;

    private final String text;
    private final boolean needsData;
    private final String description;

    Workload(String text, boolean needsData, String description) {
        this.text = text;
        this.needsData = needsData;
        this.description = description;
    }

    /** The name on the command line and in reports. */
    public String text() {
        return text;
    }

    /** One line for people. */
    public String description() {
        return description;
    }

    /** Whether every key has to exist before. */
    public boolean needsData() {
        return needsData;
    }

    /** Whether an answer holds many keys. */
    public boolean isList() {
        return this == LIST || this == LIST_STREAM;
    }

    /** The number of clients that answers of this size allow: a thousand lists at once would measure memory only. */
    public int clients(int wanted) {
        return isList() ? Math.min(wanted, CLIENTS_OF_LISTS) : wanted;
    }

    /** The workload of a name. */
    public static Workload of(String name) {
        return Arrays.stream(values())
                .filter(w -> w.text.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown workload " + name + "; there are "
                        + Arrays.stream(values()).map(Workload::text).collect(Collectors.joining(", "))));
    }

    List<Operation> operations(LoadShape shape) {
        if (isList() && shape.listKeys() > shape.keys()) {
            throw new IllegalArgumentException(
                    "--list-keys " + shape.listKeys() + " is more than --keys " + shape.keys());
        }
        Requests requests = new Requests(shape);
        return switch (this) {
            case PUT, UPDATE, COMPACTION -> List.of(requests.put(1));
            case GET -> List.of(requests.get(true, 1));
            case LINEARIZABLE_GET -> List.of(requests.get(false, 1));
            case LIST -> List.of(requests.list(EtcdMethods.KV_RANGE));
            case LIST_STREAM -> List.of(requests.list(EtcdMethods.KV_RANGE_STREAM));
            case TXN -> List.of(requests.update());
            case MIXED -> List.of(requests.put(shape.writePercent()), requests.get(false, 100 - shape.writePercent()));
        };
    }
}
