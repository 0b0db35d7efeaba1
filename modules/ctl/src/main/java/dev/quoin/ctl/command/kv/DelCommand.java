package dev.quoin.ctl.command.kv;

import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.GoQuote;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.DeleteRangeResponse;
import java.util.concurrent.TimeUnit;

/** {@code del}: removes keys. */
public final class DelCommand {
    private static final long SECONDS_TO_THINK = 2;

    private DelCommand() {}

    public static Command command() {
        return new Command("del", "[options] <key> [range_end]", "Removes a key, or the keys of a range")
                .in(Groups.KEYS)
                .flags(
                        Flag.bool("prefix", "all keys that begin with the key"),
                        Flag.bool("prev-kv", "print what is removed"),
                        Flag.bool("from-key", "all keys from the key on, in the order of their bytes"),
                        Flag.bool("range", "remove a range without giving time to think"))
                .does(arguments -> delete(new Run(arguments)));
    }

    private static void delete(Run run) {
        DeleteRangeRequest request = request(run.arguments());
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .delete(client.call(
                                EtcdMethods.KV_DELETE_RANGE, request, DeleteRangeResponse.class, run.freshLimit())));
    }

    /** Reads the flags and arguments of a del. */
    public static DeleteRangeRequest request(Arguments arguments) {
        arguments.expect(1, 2, "del command needs one argument as key and an optional argument as range_end");
        KeyRange.exclude(arguments, "prefix", "from-key");
        KeyRange range = KeyRange.of(arguments);
        if (arguments.count() > 1 && !arguments.flags().on("range")) {
            letThink(arguments);
        }
        return DeleteRangeRequest.newBuilder()
                .setKey(range.key())
                .setRangeEnd(range.end())
                .setPrevKv(arguments.flags().on("prev-kv"))
                .build();
    }

    private static void letThink(Arguments arguments) {
        System.err.println("Warning: Keys between " + GoQuote.quote(arguments.word(0)) + " and "
                + GoQuote.quote(arguments.word(1)) + " will be deleted. Please interrupt the command within next "
                + SECONDS_TO_THINK + " seconds to cancel. You can provide `--range` flag to avoid the delay.");
        try {
            TimeUnit.SECONDS.sleep(SECONDS_TO_THINK);
        } catch (InterruptedException e) {
            throw ExitException.silent(ExitCode.ERROR);
        }
    }
}
