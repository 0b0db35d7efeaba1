package dev.quoin.core.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import dev.quoin.api.storage.ReadView;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.protocol.rpc.Member;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The cluster as a tree of etcd's version 2. An etcd before 3.7 reads it out of the file of a snapshot when it starts,
 * and finds nothing in it that the database does not tell as well.
 */
final class V2Store {
    private final long index;
    private final JsonObject root = node("/");

    private V2Store(long index) {
        this.index = index;
    }

    static byte[] of(ReadView view, long index, String version) {
        V2Store store = new V2Store(index);
        store.folder("/1");
        store.folder("/0/members");
        store.folder("/0/removed_members");
        for (Member member : ClusterTable.members(view)) {
            String path = "/0/members/" + Long.toHexString(member.getID());
            store.value(path + "/raftAttributes", EtcdJson.raftAttributes(member));
            if (!member.getName().isEmpty()) {
                store.value(path + "/attributes", EtcdJson.attributes(member));
            }
        }
        for (long removed : ClusterTable.removed(view)) {
            store.value("/0/removed_members/" + Long.toHexString(removed), "");
        }
        store.value("/0/version", version);
        return store.bytes();
    }

    private byte[] bytes() {
        JsonObject json = new JsonObject();
        json.add("Root", root);
        json.addProperty("CurrentIndex", index);
        json.addProperty("CurrentVersion", 2);
        return json.toString().getBytes(UTF_8);
    }

    private static JsonObject node(String path) {
        JsonObject node = new JsonObject();
        node.addProperty("Path", path);
        node.addProperty("CreatedIndex", 0);
        node.addProperty("ModifiedIndex", 0);
        node.addProperty("ExpireTime", "0001-01-01T00:00:00Z");
        node.addProperty("Value", "");
        node.add("Children", new JsonObject());
        return node;
    }

    private JsonObject folder(String path) {
        Deque<String> names = new ArrayDeque<>(List.of(path.substring(1).split("/")));
        JsonObject at = root;
        StringBuilder walked = new StringBuilder();
        while (!names.isEmpty()) {
            String name = names.removeFirst();
            walked.append('/').append(name);
            JsonObject children = at.getAsJsonObject("Children");
            if (!children.has(name)) {
                children.add(name, node(walked.toString()));
            }
            at = children.getAsJsonObject(name);
        }
        return at;
    }

    private void value(String path, String value) {
        JsonObject leaf = folder(path);
        leaf.addProperty("Value", value);
        leaf.add("Children", null);
    }
}
