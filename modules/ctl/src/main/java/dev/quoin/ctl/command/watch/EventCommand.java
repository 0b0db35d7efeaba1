package dev.quoin.ctl.command.watch;

import dev.quoin.ctl.run.Processes;
import dev.quoin.ctl.text.GoQuote;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.mvcc.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command that is run for an event, which it finds in variables. */
final class EventCommand {
    private EventCommand() {}

    /** Runs it to its end. A command that fails ends the whole program. */
    static void run(List<String> command, long revision, Event event) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("ETCD_WATCH_REVISION", Long.toString(revision));
        variables.put("ETCD_WATCH_EVENT_TYPE", GoQuote.quote(event.getType().name()));
        variables.put("ETCD_WATCH_KEY", GoQuote.quote(Raw.of(event.getKv().getKey())));
        variables.put("ETCD_WATCH_VALUE", GoQuote.quote(Raw.of(event.getKv().getValue())));
        String failure = Processes.run(command, variables).failure();
        if (!failure.isEmpty()) {
            String words = String.join(" ", command.stream().map(GoQuote::quote).toList());
            System.err.println("command [" + words + "] error (" + failure + ")");
            Runtime.getRuntime().halt(1);
        }
    }
}
