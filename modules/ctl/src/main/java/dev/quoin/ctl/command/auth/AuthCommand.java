package dev.quoin.ctl.command.auth;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.run.Run;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.*;

/** {@code auth} and what stands below it. */
public final class AuthCommand {
    private static final String ROOT = "root";

    private AuthCommand() {}

    public static Command command() {
        return new Command("auth", "<enable or disable>", "Turns authentication on and off")
                .in(Groups.AUTHENTICATION)
                .with(
                        new Command("enable", "", "Turns authentication on")
                                .does(arguments -> enable(new Run(arguments))),
                        new Command("disable", "", "Turns authentication off")
                                .does(arguments -> disable(new Run(arguments))),
                        new Command("status", "", "Says whether authentication is on")
                                .does(arguments -> status(new Run(arguments))));
    }

    private static void enable(Run run) {
        run.arguments().expect(0, 0, "auth enable command does not accept any arguments");
        run.with(ExitCode.ERROR, client -> {
            try {
                enable(run, client);
            } catch (RpcException e) {
                if (!e.is(EtcdError.ROOT_ROLE_NOT_EXIST)) {
                    throw e;
                }
                makeRoot(run, client);
                enable(run, client);
            }
            run.out().println("Authentication Enabled");
        });
    }

    private static void enable(Run run, Client client) throws RpcException {
        client.call(
                EtcdMethods.AUTH_ENABLE, AuthEnableRequest.getDefaultInstance(), AuthEnableResponse.class, run.limit());
    }

    /** The user root exists and lacks its role: both the role and the grant are made. */
    private static void makeRoot(Run run, Client client) throws RpcException {
        AuthRoleAddRequest role = AuthRoleAddRequest.newBuilder().setName(ROOT).build();
        client.call(EtcdMethods.AUTH_ROLE_ADD, role, AuthRoleAddResponse.class, run.limit());
        AuthUserGrantRoleRequest grant = AuthUserGrantRoleRequest.newBuilder()
                .setUser(ROOT)
                .setRole(ROOT)
                .build();
        client.call(EtcdMethods.AUTH_USER_GRANT_ROLE, grant, AuthUserGrantRoleResponse.class, run.limit());
    }

    private static void disable(Run run) {
        run.arguments().expect(0, 0, "auth disable command does not accept any arguments");
        run.with(ExitCode.ERROR, client -> {
            client.call(
                    EtcdMethods.AUTH_DISABLE,
                    AuthDisableRequest.getDefaultInstance(),
                    AuthDisableResponse.class,
                    run.limit());
            run.out().println("Authentication Disabled");
        });
    }

    private static void status(Run run) {
        run.arguments().expect(0, 0, "auth status command does not accept any arguments");
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .authStatus(client.call(
                                EtcdMethods.AUTH_STATUS,
                                AuthStatusRequest.getDefaultInstance(),
                                AuthStatusResponse.class,
                                run.limit())));
    }
}
