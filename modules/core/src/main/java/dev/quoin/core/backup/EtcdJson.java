package dev.quoin.core.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.quoin.api.consensus.Membership;
import dev.quoin.protocol.rpc.Member;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What etcd stores as JSON: members and the consensus configuration. Ids are unsigned numbers of 64 bits. */
final class EtcdJson {
    private EtcdJson() {}

    /** A member. */
    static byte[] member(Member member) {
        return bytes(json(member));
    }

    /**
     * What goes with a change of a member.
     *
     * @param promotes whether a learner becomes a voter
     */
    static byte[] memberChange(Member member, boolean promotes) {
        JsonObject json = json(member);
        json.addProperty("isPromote", promotes);
        return bytes(json);
    }

    /** The part of a member that consensus needs, and the part that its clients do. */
    static String raftAttributes(Member member) {
        return part(json(member), "peerURLs", "isLearner");
    }

    static String attributes(Member member) {
        return part(json(member), "name", "clientURLs");
    }

    private static String part(JsonObject member, String... names) {
        JsonObject part = new JsonObject();
        for (String name : names) {
            if (member.has(name)) {
                part.add(name, member.get(name));
            }
        }
        return part.toString();
    }

    /** Whether what goes with a change of a member makes a voter of a learner. */
    static boolean promotes(byte[] json) {
        return reading("change of a member", json, root -> flag(root.get("isPromote")));
    }

    /** Reads a member's name and client URLs. */
    static Member attributes(byte[] json) {
        return reading(
                "attributes",
                json,
                root -> Member.newBuilder()
                        .setName(text(root.get("name")))
                        .addAllClientURLs(texts(root.get("clientURLs")))
                        .build());
    }

    private static JsonObject json(Member member) {
        JsonObject json = new JsonObject();
        json.addProperty("id", unsigned(member.getID()));
        json.add("peerURLs", texts(member.getPeerURLsList()));
        if (member.getIsLearner()) {
            json.addProperty("isLearner", true);
        }
        if (!member.getName().isEmpty()) {
            json.addProperty("name", member.getName());
        }
        if (member.getClientURLsCount() > 0) {
            json.add("clientURLs", texts(member.getClientURLsList()));
        }
        return json;
    }

    /**
     * Reads a member.
     *
     * @param id which it must say it has
     * @throws IllegalArgumentException when it does not, or is none
     */
    static Member member(long id, byte[] json) {
        return reading("member", json, root -> {
            long said = id(root, "id");
            if (said != id) {
                throw new IllegalArgumentException(
                        "member says that it is " + Long.toHexString(said) + ", expected " + Long.toHexString(id));
            }
            return Member.newBuilder()
                    .setID(id)
                    .setName(text(root.get("name")))
                    .addAllPeerURLs(texts(root.get("peerURLs")))
                    .addAllClientURLs(texts(root.get("clientURLs")))
                    .setIsLearner(flag(root.get("isLearner")))
                    .build();
        });
    }

    /** The consensus configuration. */
    static byte[] configuration(Membership membership) {
        JsonObject json = new JsonObject();
        json.add("voters", ids(membership.voters()));
        if (!membership.learners().isEmpty()) {
            json.add("learners", ids(membership.learners()));
        }
        if (!membership.outgoingVoters().isEmpty()) {
            json.add("voters_outgoing", ids(membership.outgoingVoters()));
        }
        if (!membership.nextLearners().isEmpty()) {
            json.add("learners_next", ids(membership.nextLearners()));
        }
        json.addProperty("auto_leave", membership.autoLeave());
        return bytes(json);
    }

    /** Reads the consensus configuration. */
    static Membership configuration(byte[] json) {
        return reading(
                "confState",
                json,
                root -> new Membership(
                        ids(root.get("voters")),
                        ids(root.get("learners")),
                        ids(root.get("voters_outgoing")),
                        ids(root.get("learners_next")),
                        flag(root.get("auto_leave"))));
    }

    private static <T> T reading(String what, byte[] json, Function<JsonObject, T> reader) {
        try {
            return reader.apply(JsonParser.parseString(new String(json, UTF_8)).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    what + " can not be read, expected JSON as etcd writes it: " + firstLine(e), e);
        }
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static byte[] bytes(JsonObject json) {
        return json.toString().getBytes(UTF_8);
    }

    private static BigInteger unsigned(long id) {
        return new BigInteger(Long.toUnsignedString(id));
    }

    private static long id(JsonObject root, String name) {
        JsonElement found = root.get(name);
        return found == null ? 0 : Long.parseUnsignedLong(found.getAsString());
    }

    private static JsonArray ids(Set<Long> ids) {
        JsonArray array = new JsonArray();
        ids.stream().sorted(Long::compareUnsigned).forEach(id -> array.add(unsigned(id)));
        return array;
    }

    private static Set<Long> ids(@Nullable JsonElement array) {
        Set<Long> ids = new HashSet<>();
        if (array != null && !array.isJsonNull()) {
            array.getAsJsonArray().forEach(id -> ids.add(Long.parseUnsignedLong(id.getAsString())));
        }
        return ids;
    }

    private static JsonArray texts(Collection<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private static List<String> texts(@Nullable JsonElement array) {
        return array == null || array.isJsonNull()
                ? List.of()
                : array.getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsString)
                        .toList();
    }

    private static String text(@Nullable JsonElement text) {
        return text == null || text.isJsonNull() ? "" : text.getAsString();
    }

    private static boolean flag(@Nullable JsonElement flag) {
        return flag != null && !flag.isJsonNull() && flag.getAsBoolean();
    }
}
