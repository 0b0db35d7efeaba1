package dev.quoin.ctl.command.auth;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.auth.UserAddOptions;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.*;

/** {@code user} and what stands below it. */
public final class UserCommand {
    private UserCommand() {}

    public static Command command() {
        return new Command("user", "<subcommand>", "Adds, changes, shows and deletes users")
                .in(Groups.AUTHENTICATION)
                .with(
                        new Command("add", "<user name or user:password> [options]", "Adds a user")
                                .flags(
                                        Flag.on("interactive", "ask for the password; if false, read it from stdin"),
                                        Flag.string("new-user-password", "", "the password of the new user"),
                                        Flag.bool("no-password", "without a password: by certificate only"))
                                .does(arguments -> add(new Run(arguments))),
                        new Command("delete", "<user name>", "Deletes a user")
                                .does(arguments -> delete(new Run(arguments))),
                        new Command("get", "<user name> [options]", "Shows a user")
                                .flags(Flag.bool("detail", "show what the roles of the user permit"))
                                .does(arguments -> get(new Run(arguments))),
                        new Command("list", "", "Lists the users").does(arguments -> list(new Run(arguments))),
                        new Command("passwd", "<user name> [options]", "Changes the password of a user")
                                .flags(Flag.on("interactive", "ask for the password; if false, read it from stdin"))
                                .does(arguments -> changePassword(new Run(arguments))),
                        new Command("grant-role", "<user name> <role name>", "Gives a role to a user")
                                .does(arguments -> grant(new Run(arguments))),
                        new Command("revoke-role", "<user name> <role name>", "Takes a role from a user")
                                .does(arguments -> revoke(new Run(arguments))));
    }

    private static void add(Run run) {
        run.arguments().expect(1, 1, "user add command requires user name as its argument");
        boolean noPassword = run.flags().on("no-password");
        NewUser user = NewUser.of(run, noPassword);
        AuthUserAddRequest request = AuthUserAddRequest.newBuilder()
                .setName(Raw.text(user.name()))
                .setPassword(Raw.text(user.password()))
                .setOptions(UserAddOptions.newBuilder().setNoPassword(noPassword))
                .build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .auth(
                                client.call(
                                        EtcdMethods.AUTH_USER_ADD,
                                        request,
                                        AuthUserAddResponse.class,
                                        run.freshLimit()),
                                "User " + user.name() + " created"));
    }

    private static void delete(Run run) {
        run.arguments().expect(1, 1, "user delete command requires user name as its argument");
        String name = run.arguments().word(0);
        AuthUserDeleteRequest request =
                AuthUserDeleteRequest.newBuilder().setName(Raw.text(name)).build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .auth(
                                client.call(
                                        EtcdMethods.AUTH_USER_DELETE,
                                        request,
                                        AuthUserDeleteResponse.class,
                                        run.limit()),
                                "User " + name + " deleted"));
    }

    private static void get(Run run) {
        run.arguments().expect(1, 1, "user get command requires user name as its argument");
        String name = run.arguments().word(0);
        AuthUserGetRequest request =
                AuthUserGetRequest.newBuilder().setName(Raw.text(name)).build();
        run.with(ExitCode.ERROR, client -> {
            AuthUserGetResponse user =
                    client.call(EtcdMethods.AUTH_USER_GET, request, AuthUserGetResponse.class, run.limit());
            if (!run.flags().on("detail")) {
                run.printer().userGet(name, user);
                return;
            }
            run.out().println("User: " + name);
            for (String role : user.getRolesList()) {
                run.out().println();
                AuthRoleGetRequest get =
                        AuthRoleGetRequest.newBuilder().setRole(role).build();
                run.printer()
                        .roleGet(
                                Raw.ofText(role),
                                client.call(EtcdMethods.AUTH_ROLE_GET, get, AuthRoleGetResponse.class, run.limit()));
            }
        });
    }

    private static void list(Run run) {
        run.arguments().expect(0, 0, "user list command requires no arguments");
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .userList(client.call(
                                EtcdMethods.AUTH_USER_LIST,
                                AuthUserListRequest.getDefaultInstance(),
                                AuthUserListResponse.class,
                                run.limit())));
    }

    private static void changePassword(Run run) {
        run.arguments().expect(1, 1, "user passwd command requires user name as its argument");
        String name = run.arguments().word(0);
        AuthUserChangePasswordRequest request = AuthUserChangePasswordRequest.newBuilder()
                .setName(Raw.text(name))
                .setPassword(Raw.text(NewUser.password(run, name)))
                .build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .auth(
                                client.call(
                                        EtcdMethods.AUTH_USER_CHANGE_PASSWORD,
                                        request,
                                        AuthUserChangePasswordResponse.class,
                                        run.freshLimit()),
                                "Password updated"));
    }

    private static void grant(Run run) {
        run.arguments().expect(2, 2, "user grant command requires user name and role name as its argument");
        String user = run.arguments().word(0);
        String role = run.arguments().word(1);
        AuthUserGrantRoleRequest request = AuthUserGrantRoleRequest.newBuilder()
                .setUser(Raw.text(user))
                .setRole(Raw.text(role))
                .build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .auth(
                                client.call(
                                        EtcdMethods.AUTH_USER_GRANT_ROLE,
                                        request,
                                        AuthUserGrantRoleResponse.class,
                                        run.limit()),
                                "Role " + role + " is granted to user " + user));
    }

    private static void revoke(Run run) {
        run.arguments().expect(2, 2, "user revoke-role requires user name and role name as its argument");
        String user = run.arguments().word(0);
        String role = run.arguments().word(1);
        AuthUserRevokeRoleRequest request = AuthUserRevokeRoleRequest.newBuilder()
                .setName(Raw.text(user))
                .setRole(Raw.text(role))
                .build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .auth(
                                client.call(
                                        EtcdMethods.AUTH_USER_REVOKE_ROLE,
                                        request,
                                        AuthUserRevokeRoleResponse.class,
                                        run.limit()),
                                "Role " + role + " is revoked from user " + user));
    }
}
