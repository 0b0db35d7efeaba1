package dev.quoin.ctl.command.cluster;

import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.text.GoNumber;

/** Ids of members, as they are typed. */
final class Ids {
    private Ids() {}

    /** The only argument, a member's id in hexadecimal digits. */
    static long member(Arguments arguments) {
        arguments.expect(1, 1, "member ID is not provided");
        try {
            return GoNumber.parseUint(arguments.word(0), 16);
        } catch (GoNumber.SyntaxException e) {
            throw ExitException.badArguments("bad member ID arg (" + e.getMessage() + "), expecting ID in Hex");
        }
    }
}
