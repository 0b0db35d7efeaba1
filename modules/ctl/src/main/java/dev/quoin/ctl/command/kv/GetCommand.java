package dev.quoin.ctl.command.kv;

import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.client.Answers;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.decode.Kubernetes;
import dev.quoin.ctl.print.Printer;
import dev.quoin.ctl.run.Run;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.RangeStreamResponse;

/** {@code get}: prints keys and values. */
public final class GetCommand {
    private GetCommand() {}

    public static Command command() {
        return new Command("get", "[options] <key> [range_end]", "Prints a key, or the keys of a range")
                .in(Groups.KEYS)
                .flags(
                        Flag.string("consistency", "l", "linearizable (l) or serializable (s)"),
                        Flag.string("order", "", "order of the results: ASCEND or DESCEND (ASCEND unless given)"),
                        Flag.string("sort-by", "", "what to sort by: CREATE, KEY, MODIFY, VALUE or VERSION"),
                        Flag.number("limit", 0, "the largest number of results (0 for all)"),
                        Flag.bool("prefix", "all keys that begin with the key"),
                        Flag.bool("from-key", "all keys from the key on, in the order of their bytes"),
                        Flag.number("rev", 0, "the revision to read (0 for the newest)"),
                        Flag.bool("keys-only", "leave the values out"),
                        Flag.bool("count-only", "print only how many there are, with --write-out=fields"),
                        Flag.bool("print-value-only", "print only the values, with --write-out=simple"),
                        Flag.number("min-create-rev", 0, "only keys that were created at this revision or later"),
                        Flag.number("max-create-rev", 0, "only keys that were created at this revision or earlier"),
                        Flag.number("min-mod-rev", 0, "only keys that were last changed at this revision or later"),
                        Flag.number("max-mod-rev", 0, "only keys that were last changed at this revision or earlier"),
                        Flag.bool("stream", "let the server answer in pieces (RangeStream)"),
                        Flag.string("decode", "", "print values as what they are: k8s for Kubernetes objects"))
                .does(arguments -> get(new Run(arguments)));
    }

    private static void get(Run run) {
        RangeRequest request = request(run.arguments());
        Kubernetes.Decoder decoder = Kubernetes.decoder(run.flags().text("decode"));
        Printer printer = run.printer();
        run.with(ExitCode.ERROR, client -> {
            RangeResponse response = run.flags().on("stream")
                    ? stream(run, client, request)
                    : client.call(EtcdMethods.KV_RANGE, request, RangeResponse.class, run.limit());
            if (run.flags().on("count-only") && !printer.is("fields")) {
                throw ExitException.badArguments("--count-only is only for `--write-out=fields`");
            }
            boolean valuesOnly = run.flags().on("print-value-only");
            if (valuesOnly && !printer.is("simple")) {
                throw ExitException.badArguments("print-value-only is only for `--write-out=simple`");
            }
            printer.get(decoder.decode(response), valuesOnly);
        });
    }

    private static RangeResponse stream(Run run, Client client, RangeRequest request) throws RpcException {
        RangeResponse.Builder whole = RangeResponse.newBuilder();
        Answers<RangeStreamResponse> pieces =
                client.stream(EtcdMethods.KV_RANGE_STREAM, request, RangeStreamResponse.class, run.limit());
        for (RangeStreamResponse piece = pieces.next(); piece != null; piece = pieces.next()) {
            whole.mergeFrom(piece.getRangeResponse());
        }
        return whole.build();
    }

    /** Reads the flags and arguments of a get. */
    public static RangeRequest request(Arguments arguments) {
        if (arguments.count() == 0) {
            throw ExitException.badArguments(
                    "get command needs one argument as key and an optional argument as range_end");
        }
        KeyRange.exclude(arguments, "prefix", "from-key");
        KeyRange.exclude(arguments, "keys-only", "count-only");
        boolean serializable = isSerializable(arguments.flags().text("consistency"));
        KeyRange range = KeyRange.of(arguments);
        RangeRequest.Builder request = RangeRequest.newBuilder()
                .setKey(range.key())
                .setRangeEnd(range.end())
                .setSerializable(serializable)
                .setLimit(arguments.flags().number("limit"))
                .setRevision(Math.max(0, arguments.flags().number("rev")))
                .setKeysOnly(arguments.flags().on("keys-only"))
                .setCountOnly(arguments.flags().on("count-only"));
        GetFilters.sort(arguments.flags(), request);
        GetFilters.revisions(arguments.flags(), request);
        return request.build();
    }

    /** Whether a reading need not ask the leader. */
    public static boolean isSerializable(String consistency) {
        return switch (consistency) {
            case "s" -> true;
            case "l" -> false;
            default ->
                throw ExitException.of(
                        ExitCode.BAD_FEATURE,
                        "unknown consistency flag " + dev.quoin.ctl.text.GoQuote.quote(consistency));
        };
    }
}
