package dev.quoin.distribution.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The value of {@code --feature-gates}, {@code Name=true,Other=false}. Gates of etcd whose one state is what Quoin does anyway are accepted in that state only;
 * a gate that nobody knows is refused.
 */
final class FeatureGates {
    static final String COMPACT_HASH_CHECK = "CompactHashCheck";
    static final String INITIAL_CORRUPT_CHECK = "InitialCorruptCheck";

    /** Those that can be switched, with their defaults. */
    private static final Map<String, Boolean> SWITCHED = Map.of(COMPACT_HASH_CHECK, true, INITIAL_CORRUPT_CHECK, false);

    /** Those that can not. */
    private static final Map<String, Boolean> FIXED = new LinkedHashMap<>();

    static {
        FIXED.put("FastLeaseKeepAlive", true);
        FIXED.put("LeaseCheckpoint", true);
        FIXED.put("LeaseCheckpointPersist", true);
        FIXED.put("PriorityRequest", false);
        FIXED.put("SetMemberLocalAddr", false);
        FIXED.put("StopGRPCServiceOnDefrag", false);
        FIXED.put("TxnModeWriteWithSharedBuffer", true);
    }

    private final Map<String, Boolean> states = new HashMap<>(SWITCHED);

    private FeatureGates() {}

    /** @throws UsageException naming the first gate that is wrong */
    static FeatureGates parse(String text) {
        FeatureGates gates = new FeatureGates();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                gates.set(part.strip(), text);
            }
        }
        return gates;
    }

    boolean isOn(String name) {
        return states.getOrDefault(name, false);
    }

    private void set(String part, String text) {
        int equals = part.indexOf('=');
        if (equals < 0) {
            throw invalid(text, "missing bool value for " + part);
        }
        String name = part.substring(0, equals).strip();
        String value = part.substring(equals + 1).strip();
        if (!value.equals("true") && !value.equals("false")) {
            throw invalid(text, "invalid value of " + name + "=" + value + ": must be true or false");
        }
        boolean on = value.equals("true");
        Boolean only = FIXED.get(name);
        if (SWITCHED.containsKey(name)) {
            states.put(name, on);
        } else if (only == null) {
            throw invalid(text, "unrecognized feature gate: " + name);
        } else if (only != on) {
            throw invalid(text, "only " + name + "=" + only + " is supported yet");
        }
    }

    private static UsageException invalid(String text, String why) {
        return new UsageException("invalid value \"" + text + "\" for --feature-gates: " + why);
    }
}
