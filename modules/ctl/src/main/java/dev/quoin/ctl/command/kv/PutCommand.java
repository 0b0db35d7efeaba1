package dev.quoin.ctl.command.kv;

import com.google.protobuf.ByteString;
import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.GoNumber;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import java.io.IOException;

/** {@code put}: writes a key. */
public final class PutCommand {
    private static final String NEEDS = "put command needs 1 argument and input from stdin or 2 arguments";

    private PutCommand() {}

    public static Command command() {
        return new Command(
                        "put",
                        "[options] <key> <value> (<value> can also be given from stdin)",
                        "Writes a value under a key")
                .describe("""
                        Writes a value under a key.

                        A value that begins with '-' looks like a flag; put '--' before it:

                          put <key> -- <value>
                          put -- <key> <value>

                        Without a value, and without --ignore-value, the value is read from standard input:

                          cat file | put <key>
                        """)
                .in(Groups.KEYS)
                .flags(
                        Flag.string("lease", "0", "id of the lease, in hexadecimal digits, that the key hangs on"),
                        Flag.bool("prev-kv", "print what stood there before"),
                        Flag.bool("ignore-value", "keep the value, change only the lease"),
                        Flag.bool("ignore-lease", "keep the lease, change only the value"))
                .does(arguments -> put(new Run(arguments)));
    }

    private static void put(Run run) {
        PutRequest request = request(run.arguments());
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .put(client.call(EtcdMethods.KV_PUT, request, PutResponse.class, run.freshLimit())));
    }

    /** Reads the flags and arguments of a put. */
    public static PutRequest request(Arguments arguments) {
        if (arguments.count() == 0) {
            throw ExitException.badArguments(NEEDS);
        }
        boolean ignoreValue = arguments.flags().on("ignore-value");
        if (ignoreValue && arguments.count() > 1) {
            throw ExitException.badArguments("put command needs only 1 argument when 'ignore-value' is set");
        }
        return PutRequest.newBuilder()
                .setKey(Raw.bytes(arguments.word(0)))
                .setValue(ignoreValue ? ByteString.EMPTY : value(arguments))
                .setLease(lease(arguments.flags().text("lease")))
                .setPrevKv(arguments.flags().on("prev-kv"))
                .setIgnoreValue(ignoreValue)
                .setIgnoreLease(arguments.flags().on("ignore-lease"))
                .build();
    }

    private static ByteString value(Arguments arguments) {
        if (arguments.count() > 1) {
            return Raw.bytes(arguments.word(1));
        }
        try {
            ByteString input = ByteString.readFrom(System.in);
            if (!input.isEmpty()) {
                return input;
            }
        } catch (IOException e) {
            throw ExitException.badArguments(NEEDS);
        }
        throw ExitException.badArguments(NEEDS);
    }

    private static long lease(String id) {
        try {
            return GoNumber.parseInt(id, 16);
        } catch (GoNumber.SyntaxException e) {
            throw ExitException.badArguments("bad lease ID (" + e.getMessage() + "), expecting ID in Hex");
        }
    }
}
