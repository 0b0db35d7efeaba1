package dev.quoin.ctl.run;

import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flags;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.ClientConfig;
import dev.quoin.ctl.client.Limit;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.client.TlsException;
import dev.quoin.ctl.print.Printer;
import java.io.PrintStream;
import java.util.List;

/** One run of a command: what it was told, the cluster it speaks to, and where it prints. */
public final class Run {
    private final Arguments arguments;
    private final Limit limit;

    /** Takes what the environment and a stored context say where the command line says nothing. */
    public Run(Arguments arguments) {
        this.arguments = arguments;
        Environment.apply(arguments);
        StoredContext.apply(arguments);
        if (flags().on("debug")) {
            Environment.show(arguments, System.err);
        }
        this.limit = Limit.in(flags().duration("command-timeout"));
    }

    /** Work that calls a cluster. */
    @FunctionalInterface
    public interface Work {
        void run(Client client) throws RpcException;
    }

    /** Opens a client, does the work, and ends with this exit code where a call fails. */
    public void with(int failureCode, Work work) {
        try (Client client = open()) {
            work.run(client);
        } catch (RpcException e) {
            throw failure(failureCode, "", e);
        }
    }

    /** Opens a client for the endpoints of the flags. */
    public Client open() {
        return open(config());
    }

    /** Opens a client, or ends the run as etcdctl does where that is not possible. */
    public Client open(ClientConfig config) {
        try {
            return Client.open(config);
        } catch (TlsException e) {
            throw ExitException.badArguments(String.valueOf(e.getMessage()));
        } catch (RpcException e) {
            throw failure(ExitCode.BAD_CONNECTION, "", e);
        }
    }

    /** The end of the run because of a failed call. */
    public ExitException failure(int code, String before, RpcException failure) {
        String text = before.isEmpty() ? failure.text() : before + " (" + failure.text() + ")";
        return ExitException.of(code, isEtcdctl() ? text : text + Hints.after(failure, config()));
    }

    /** Whether it was called by the name of etcd's tool, and so must say nothing that etcd's does not. */
    public boolean isEtcdctl() {
        return arguments.program().equals("etcdctl");
    }

    public ClientConfig config() {
        return ConfigReader.read(flags());
    }

    /** Endpoints of the flags, as they were given. */
    public List<String> endpoints() {
        return flags().texts("endpoints");
    }

    public Flags flags() {
        return arguments.flags();
    }

    public Arguments arguments() {
        return arguments;
    }

    /** When the calls of this run must be done. */
    public Limit limit() {
        return limit;
    }

    /** A limit that begins now. */
    public Limit freshLimit() {
        return Limit.in(flags().duration("command-timeout"));
    }

    public PrintStream out() {
        return System.out;
    }

    public PrintStream err() {
        return System.err;
    }

    /** The printer of the format that was asked for. */
    public Printer printer() {
        return Printer.of(flags().text("write-out"), flags().on("hex"), out(), err());
    }
}
