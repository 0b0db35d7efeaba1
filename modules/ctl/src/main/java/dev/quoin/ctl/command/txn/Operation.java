package dev.quoin.ctl.command.txn;

import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.CommandLine;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.command.kv.DelCommand;
import dev.quoin.ctl.command.kv.GetCommand;
import dev.quoin.ctl.command.kv.PutCommand;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.Argify;
import dev.quoin.protocol.rpc.RequestOp;
import java.util.List;

/** One request of a transaction: a get, a put or a del with its flags, as on the command line. */
final class Operation {
    private Operation() {}

    static RequestOp parse(Run run, String line) {
        List<String> words = Argify.words(line);
        if (words == null) {
            throw bad("invalid syntax");
        }
        if (words.size() < 2) {
            throw bad("invalid txn compare request: " + line);
        }
        List<String> rest = words.subList(1, words.size());
        RequestOp.Builder operation = RequestOp.newBuilder();
        switch (words.getFirst()) {
            case "get" -> operation.setRequestRange(GetCommand.request(read(run, line, GetCommand.command(), rest)));
            case "put" -> operation.setRequestPut(PutCommand.request(read(run, line, PutCommand.command(), rest)));
            case "del" ->
                operation.setRequestDeleteRange(DelCommand.request(read(run, line, DelCommand.command(), rest)));
            default -> throw bad("invalid txn request: " + line);
        }
        return operation.build();
    }

    private static Arguments read(Run run, String line, Command command, List<String> words) {
        Arguments arguments = CommandLine.parse(command, run.arguments().program(), words);
        if (arguments == null) {
            throw bad("invalid txn request: " + line);
        }
        return arguments;
    }

    private static ExitException bad(String text) {
        return ExitException.of(ExitCode.INVALID_INPUT, text);
    }
}
