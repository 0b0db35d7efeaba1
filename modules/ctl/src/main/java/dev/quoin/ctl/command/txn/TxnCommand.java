package dev.quoin.ctl.command.txn;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.run.Lines;
import dev.quoin.ctl.run.Run;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.TxnResponse;
import java.io.IOException;
import java.util.function.Consumer;

/** {@code txn}: several requests at once, if conditions hold. */
public final class TxnCommand {
    private TxnCommand() {}

    public static Command command() {
        return new Command("txn", "[options]", "Carries out requests at once, depending on conditions")
                .describe("""
                        Reads conditions and requests from standard input, and carries the requests out as one.

                        Three lists are read, and an empty line ends each of them:
                          1. conditions
                          2. the requests (get, put, del) that are carried out if all conditions hold
                          3. the requests that are carried out otherwise

                        A condition names a property of a key, compares it, and gives the value in quotes:

                          value("key1") = "old"
                          mod("key1") > "5"        (also: create, version, lease)

                        For example:

                          mod("key1") > "0"

                          put key1 "replaced"

                          put key1 "created"
                          put key2 "created too"

                        """)
                .in(Groups.KEYS)
                .flags(Flag.bool("interactive", "say what is to be typed next").letter("i"))
                .does(arguments -> transact(new Run(arguments)));
    }

    private static void transact(Run run) {
        run.arguments().expect(0, 0, "txn command does not accept argument");
        run.with(ExitCode.ERROR, client -> {
            TxnRequest request = read(run);
            run.printer().txn(client.call(EtcdMethods.KV_TXN, request, TxnResponse.class, run.freshLimit()));
        });
    }

    private static TxnRequest read(Run run) {
        TxnRequest.Builder request = TxnRequest.newBuilder();
        try {
            Lines lines = Lines.open();
            prompt(run, "compares:");
            each(lines, line -> request.addCompare(Condition.parse(line)));
            prompt(run, "success requests (get, put, del):");
            each(lines, line -> request.addSuccess(Operation.parse(run, line)));
            prompt(run, "failure requests (get, put, del):");
            each(lines, line -> request.addFailure(Operation.parse(run, line)));
        } catch (IOException e) {
            throw ExitException.of(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()));
        }
        return request.build();
    }

    private static void prompt(Run run, String text) {
        if (run.flags().on("interactive")) {
            run.out().println(text);
            run.out().flush();
        }
    }

    private static void each(Lines lines, Consumer<String> read) throws IOException {
        for (String line = lines.next(); ; line = lines.next()) {
            if (line == null) {
                throw ExitException.of(ExitCode.INVALID_INPUT, "EOF");
            }
            if (line.isBlank()) {
                return;
            }
            read.accept(line.strip());
        }
    }
}
