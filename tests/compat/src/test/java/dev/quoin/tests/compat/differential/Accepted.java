package dev.quoin.tests.compat.differential;

import dev.quoin.protocol.rpc.AlarmRequest;
import dev.quoin.protocol.rpc.MemberUpdateRequest;
import dev.quoin.protocol.rpc.TxnRequest;
import java.util.List;
import java.util.function.Predicate;

/**
 * One way in which the two may differ. Whatever is not in the table must be the same.
 *
 * @param steps which steps it is about
 * @param notCompared what of their answers is not compared, a regular expression; empty where the step is not taken at
 *     all, since the stores would not be the same after it
 * @param reason why
 */
record Accepted(Predicate<Step> steps, String notCompared, String reason) {

    private static final String NOT_TAKEN = "";

    static final List<Accepted> TABLE = List.of(
            new Accepted(
                    step -> step.request() instanceof TxnRequest txn && Overlap.in(txn),
                    NOT_TAKEN,
                    "a transaction that puts a key and deletes it too is refused in every order and depth; etcd takes"
                            + " some"),
            new Accepted(
                    step -> step.request() instanceof AlarmRequest alarm && alarm.getActionValue() > 2,
                    NOT_TAKEN,
                    "an action that no alarm has ends etcd's process; here it is answered and does nothing"),
            new Accepted(
                    step -> step.request() instanceof MemberUpdateRequest update
                            && update.getPeerURLsList().stream().noneMatch(url -> url.startsWith("http")),
                    NOT_TAKEN,
                    "the URLs of a member are looked at, and first; etcd lets a member have any text for a URL, or"
                            + " none"),
            new Accepted(
                    step -> step.toString().contains("keys_only: true"),
                    " lease: \\d+",
                    "keys without values keep their lease, as in etcd up to 3.6; etcd 3.7 leaves it out unless they"
                            + " are sorted by value"));

    static boolean avoids(Step step) {
        return TABLE.stream().anyMatch(row -> row.notCompared.isEmpty() && row.steps.test(step));
    }

    static String without(Step step, String answer) {
        String rest = answer;
        for (Accepted row : TABLE) {
            if (!row.notCompared.isEmpty() && row.steps.test(step)) {
                rest = rest.replaceAll(row.notCompared, "");
            }
        }
        return rest;
    }
}
