package dev.quoin.ctl.command.auth;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.command.kv.KeyRange;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.auth.Permission;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.*;
import java.util.Locale;

/** {@code role} and what stands below it. */
public final class RoleCommand {
    private static final Flag PREFIX = Flag.bool("prefix", "all keys that begin with the key");
    private static final Flag FROM_KEY = Flag.bool("from-key", "all keys from the key on, in the order of their bytes");

    private RoleCommand() {}

    public static Command command() {
        return new Command("role", "<subcommand>", "Adds, changes, shows and deletes roles")
                .in(Groups.AUTHENTICATION)
                .with(
                        new Command("add", "<role name>", "Adds a role").does(arguments -> add(new Run(arguments))),
                        new Command("delete", "<role name>", "Deletes a role")
                                .does(arguments -> delete(new Run(arguments))),
                        new Command("get", "<role name>", "Shows what a role permits")
                                .does(arguments -> get(new Run(arguments))),
                        new Command("list", "", "Lists the roles").does(arguments -> list(new Run(arguments))),
                        new Command(
                                        "grant-permission",
                                        "[options] <role name> <permission type> <key> [endkey]",
                                        "Lets a role read or write keys")
                                .flags(PREFIX, FROM_KEY)
                                .does(arguments -> grant(new Run(arguments))),
                        new Command("revoke-permission", "<role name> <key> [endkey]", "Takes a permission from a role")
                                .flags(PREFIX, FROM_KEY)
                                .does(arguments -> revoke(new Run(arguments))));
    }

    private static void add(Run run) {
        run.arguments().expect(1, 1, "role add command requires role name as its argument");
        String role = run.arguments().word(0);
        AuthRoleAddRequest request =
                AuthRoleAddRequest.newBuilder().setName(Raw.text(role)).build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .auth(
                                client.call(EtcdMethods.AUTH_ROLE_ADD, request, AuthRoleAddResponse.class, run.limit()),
                                "Role " + role + " created"));
    }

    private static void delete(Run run) {
        run.arguments().expect(1, 1, "role delete command requires role name as its argument");
        String role = run.arguments().word(0);
        AuthRoleDeleteRequest request =
                AuthRoleDeleteRequest.newBuilder().setRole(Raw.text(role)).build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .auth(
                                client.call(
                                        EtcdMethods.AUTH_ROLE_DELETE,
                                        request,
                                        AuthRoleDeleteResponse.class,
                                        run.limit()),
                                "Role " + role + " deleted"));
    }

    private static void get(Run run) {
        run.arguments().expect(1, 1, "role get command requires role name as its argument");
        String role = run.arguments().word(0);
        AuthRoleGetRequest request =
                AuthRoleGetRequest.newBuilder().setRole(Raw.text(role)).build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .roleGet(
                                role,
                                client.call(
                                        EtcdMethods.AUTH_ROLE_GET, request, AuthRoleGetResponse.class, run.limit())));
    }

    private static void list(Run run) {
        run.arguments().expect(0, 0, "role list command requires no arguments");
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .roleList(client.call(
                                EtcdMethods.AUTH_ROLE_LIST,
                                AuthRoleListRequest.getDefaultInstance(),
                                AuthRoleListResponse.class,
                                run.limit())));
    }

    private static void grant(Run run) {
        run.arguments()
                .expect(
                        3,
                        Integer.MAX_VALUE,
                        "role grant command requires role name, permission type, and key [endkey] as its argument");
        Permission.Type type;
        try {
            type = Permission.Type.valueOf(run.arguments().word(1).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ExitException.badArguments(
                    "invalid permission type: " + run.arguments().word(1));
        }
        KeyRange keys = PermittedKeys.of(run.arguments(), 2);
        AuthRoleGrantPermissionRequest request = AuthRoleGrantPermissionRequest.newBuilder()
                .setName(Raw.text(run.arguments().word(0)))
                .setPerm(Permission.newBuilder()
                        .setPermType(type)
                        .setKey(keys.key())
                        .setRangeEnd(keys.end()))
                .build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .auth(
                                client.call(
                                        EtcdMethods.AUTH_ROLE_GRANT_PERMISSION,
                                        request,
                                        AuthRoleGrantPermissionResponse.class,
                                        run.limit()),
                                "Role " + run.arguments().word(0) + " updated"));
    }

    private static void revoke(Run run) {
        run.arguments()
                .expect(
                        2,
                        Integer.MAX_VALUE,
                        "role revoke-permission command requires role name and key [endkey] as its argument");
        KeyRange keys = PermittedKeys.of(run.arguments(), 1);
        String role = run.arguments().word(0);
        AuthRoleRevokePermissionRequest request = AuthRoleRevokePermissionRequest.newBuilder()
                .setRole(Raw.text(role))
                .setKey(keys.key())
                .setRangeEnd(keys.end())
                .build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .auth(
                                client.call(
                                        EtcdMethods.AUTH_ROLE_REVOKE_PERMISSION,
                                        request,
                                        AuthRoleRevokePermissionResponse.class,
                                        run.limit()),
                                revoked(role, run.arguments().word(1), Raw.of(keys.end()))));
    }

    private static String revoked(String role, String key, String end) {
        if (end.isEmpty()) {
            return "Permission of key " + key + " is revoked from role " + role;
        }
        String range = end.equals("\0") ? "[" + key + ", <open ended>" : "[" + key + ", " + end + ")";
        return "Permission of range " + range + " is revoked from role " + role;
    }
}
