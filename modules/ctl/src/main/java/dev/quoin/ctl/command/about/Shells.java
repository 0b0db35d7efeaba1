package dev.quoin.ctl.command.about;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.Flag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Completion scripts. They hold all commands and flags, so that a shell need not start the tool to complete a word. */
final class Shells {
    private final String program;
    private final String global;

    /** The words that may follow each path of commands, such as {@code " member add"}. */
    private final Map<String, List<String>> words = new LinkedHashMap<>();

    Shells(Command root, String program) {
        this.program = program;
        this.global =
                root.globalFlags().stream().map(flag -> "--" + flag.name()).collect(Collectors.joining(" "));
        collect(root, "");
    }

    private void collect(Command command, String path) {
        List<String> next =
                new ArrayList<>(command.children().stream().map(Command::name).toList());
        if (!path.isEmpty()) {
            command.localFlags().stream().map(Flag::name).forEach(name -> next.add("--" + name));
        }
        if (path.equals(" completion")) {
            next.addAll(List.of("bash", "zsh", "fish", "powershell"));
        }
        words.put(path, next);
        command.children().forEach(child -> collect(child, path + " " + child.name()));
    }

    String bash() {
        StringBuilder cases = new StringBuilder();
        words.forEach((path, next) -> cases.append("    \"")
                .append(path)
                .append("\") next=\"")
                .append(String.join(" ", next))
                .append("\" ;;\n"));
        return """
                # Completes command lines of PROGRAM in bash.
                _FUNCTION_words() {
                  case "$1" in
                CASES    *) return 1 ;;
                  esac
                }
                _FUNCTION() {
                  local current=${COMP_WORDS[COMP_CWORD]} path="" next="" word
                  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                    case $word in -*) continue ;; esac
                    _FUNCTION_words "$path $word" && path="$path $word"
                  done
                  _FUNCTION_words "$path"
                  case $current in -*) next="$next GLOBAL" ;; esac
                  COMPREPLY=($(compgen -W "$next" -- "$current"))
                }
                complete -o default -F _FUNCTION PROGRAM
                """.replace("CASES", cases.toString())
                .replace("GLOBAL", global)
                .replace("FUNCTION", program)
                .replace("PROGRAM", program);
    }

    String zsh() {
        return "#compdef " + program + "\nautoload -U +X bashcompinit && bashcompinit\n" + bash();
    }

    String fish() {
        StringBuilder script = new StringBuilder("# Completes command lines of " + program + " in fish.\n");
        for (String flag : global.split(" ")) {
            script.append("complete -c ")
                    .append(program)
                    .append(" -l ")
                    .append(flag.substring(2))
                    .append('\n');
        }
        words.forEach((path, next) -> {
            String condition = path.isEmpty()
                    ? "__fish_use_subcommand"
                    : List.of(path.strip().split(" ")).stream()
                            .map(each -> "__fish_seen_subcommand_from " + each)
                            .collect(Collectors.joining("; and "));
            for (String word : next) {
                String what = word.startsWith("--") ? " -l " + word.substring(2) : " -f -a " + word;
                script.append("complete -c ")
                        .append(program)
                        .append(" -n '")
                        .append(condition)
                        .append("'");
                script.append(what).append('\n');
            }
        });
        return script.toString();
    }

    String powershell() {
        StringBuilder table = new StringBuilder();
        words.forEach((path, next) -> table.append("    '")
                .append(path)
                .append("' = '")
                .append(String.join(" ", next))
                .append("'\n"));
        return """
                # Completes command lines of PROGRAM in PowerShell.
                Register-ArgumentCompleter -Native -CommandName 'PROGRAM' -ScriptBlock {
                  param($current, $line, $position)
                  $words = @{
                TABLE  }
                  $path = ''
                  foreach ($word in $line.CommandElements | Select-Object -Skip 1) {
                    if ($words.ContainsKey("$path $word")) { $path = "$path $word" }
                  }
                  ($words[$path] + ' GLOBAL').Split(' ') | Where-Object { $_ -like "$current*" }
                }
                """.replace("TABLE", table.toString()).replace("GLOBAL", global).replace("PROGRAM", program);
    }
}
