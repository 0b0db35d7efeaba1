package dev.quoin.ctl.command.about;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.text.GoQuote;

/** {@code completion}: prints what a shell needs to complete command lines. */
public final class CompletionCommand {
    private CompletionCommand() {}

    public static Command command(Command root) {
        return new Command("completion", "[bash|zsh|fish|powershell]", "Prints a completion script for a shell")
                .describe("""
                        Prints a completion script for a shell. To use it in this session:

                          bash         source <(quoinctl completion bash)
                          zsh          source <(quoinctl completion zsh)
                          fish         quoinctl completion fish | source
                          powershell   quoinctl completion powershell | Out-String | Invoke-Expression

                        To use it in every session, write the script to the folder where the shell looks for them.
                        """)
                .in(Groups.UTILITY)
                .does(arguments -> {
                    if (arguments.count() != 1) {
                        throw ExitException.withUsage("accepts 1 arg(s), received " + arguments.count());
                    }
                    String shell = arguments.word(0);
                    Shells shells = new Shells(root, arguments.program());
                    System.out.print(
                            switch (shell) {
                                case "bash" -> shells.bash();
                                case "zsh" -> shells.zsh();
                                case "fish" -> shells.fish();
                                case "powershell" -> shells.powershell();
                                default ->
                                    throw ExitException.withUsage("invalid argument " + GoQuote.quote(shell) + " for "
                                            + GoQuote.quote(arguments.program() + " completion"));
                            });
                });
    }
}
