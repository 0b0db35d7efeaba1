package dev.quoin.ctl.command.txn;

import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.text.GoNumber;
import dev.quoin.ctl.text.GoQuote;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.Compare.CompareResult;
import dev.quoin.protocol.rpc.Compare.CompareTarget;

/** One condition of a transaction: {@code mod("key") > "5"}. */
final class Condition {
    private final String line;
    private final String target;
    private String rest;
    private String key = "";
    private String operator = "";
    private String value = "";

    private Condition(String line, String target, String rest) {
        this.line = line;
        this.target = target;
        this.rest = rest;
    }

    static Compare parse(String line) {
        int bracket = line.indexOf('(');
        if (bracket < 0) {
            throw bad("malformed comparison: " + line);
        }
        Condition condition = new Condition(line, line.substring(0, bracket), line.substring(bracket + 1));
        if (!condition.readParts()) {
            throw bad("malformed comparison: " + line + "; got " + condition.target + "("
                    + GoQuote.quote(condition.key) + ") " + condition.operator + " "
                    + GoQuote.quote(condition.value));
        }
        return condition.compare();
    }

    private boolean readParts() {
        GoQuote.Unquoted first = quoted();
        if (first == null) {
            return false;
        }
        key = first.value();
        if (!rest.startsWith(") ")) {
            return false;
        }
        rest = rest.substring(1).stripLeading();
        int blank = rest.indexOf(' ');
        operator = blank < 0 ? rest : rest.substring(0, blank);
        rest = rest.substring(operator.length());
        GoQuote.Unquoted second = quoted();
        if (second == null) {
            return false;
        }
        value = second.value();
        return true;
    }

    private GoQuote.@org.jspecify.annotations.Nullable Unquoted quoted() {
        rest = rest.stripLeading();
        GoQuote.Unquoted found = GoQuote.unquote(rest);
        if (found != null) {
            rest = rest.substring(found.length());
        }
        return found;
    }

    private Compare compare() {
        Compare.Builder compare = Compare.newBuilder().setKey(Raw.bytes(key));
        switch (target) {
            case "ver", "version" -> compare.setTarget(CompareTarget.VERSION).setVersion(number(10));
            case "c", "create" -> compare.setTarget(CompareTarget.CREATE).setCreateRevision(number(10));
            case "m", "mod" -> compare.setTarget(CompareTarget.MOD).setModRevision(number(10));
            case "val", "value" -> compare.setTarget(CompareTarget.VALUE).setValue(Raw.bytes(value));
            case "lease" -> compare.setTarget(CompareTarget.LEASE).setLease(number(16));
            default -> throw bad("malformed comparison: " + line + " (unknown target " + target + ")");
        }
        return compare.setResult(result()).build();
    }

    private CompareResult result() {
        return switch (operator) {
            case "=" -> CompareResult.EQUAL;
            case "!=" -> CompareResult.NOT_EQUAL;
            case ">" -> CompareResult.GREATER;
            case "<" -> CompareResult.LESS;
            default ->
                throw bad("malformed comparison: " + line + " (unknown operator " + operator + ": =, !=, > or <)");
        };
    }

    private long number(int base) {
        try {
            return GoNumber.parseInt(value, base);
        } catch (GoNumber.SyntaxException e) {
            throw bad("invalid txn compare request: " + line);
        }
    }

    private static ExitException bad(String text) {
        return ExitException.of(ExitCode.INVALID_INPUT, text);
    }
}
