package dev.quoin.ctl.run;

import dev.quoin.ctl.cli.Flag;

/** The flags that every command has. */
public final class Global {
    private Global() {}

    /** All of them. */
    public static Flag[] flags() {
        return new Flag[] {
            new Flag("endpoints", "", Flag.Type.STRINGS, "127.0.0.1:2379", "where the members listen"),
            Flag.bool("debug", "tell on standard error what is sent where"),
            Flag.string("write-out", "simple", "the output format (fields, json, protobuf, simple, table)")
                    .letter("w"),
            Flag.bool("hex", "print byte strings as hexadecimal digits"),
            Flag.duration("dial-timeout", "2s", "how long logging in may take"),
            Flag.duration("command-timeout", "5s", "how long a command that should be quick may take"),
            Flag.duration("keepalive-time", "2s", "how long a silent connection is left alone before it is checked"),
            Flag.duration("keepalive-timeout", "6s", "how long such a check may take"),
            Flag.number("max-request-bytes", 0, "the largest request in bytes (0 for 2 MiB)"),
            Flag.number("max-recv-bytes", 0, "the largest response in bytes (0 for no limit)"),
            Flag.on("insecure-transport", "talk in clear to endpoints that do not say https"),
            Flag.on("insecure-discovery", "use discovered endpoints without TLS, too"),
            Flag.bool("insecure-skip-tls-verify", "accept any server certificate (for tests only)"),
            Flag.string("cert", "", "file of the client's certificate"),
            Flag.string("key", "", "file of the key of the client's certificate"),
            Flag.string("cacert", "", "file of the certificates that servers must be signed by"),
            Flag.string("auth-jwt-token", "", "a token that says who asks, instead of --user and --password"),
            Flag.string("user", "", "name[:password] of who asks (asks for the password if there is none)"),
            Flag.string("password", "", "password of the user, if --user has none"),
            Flag.string("discovery-srv", "", "domain whose SRV records name the endpoints")
                    .letter("d"),
            Flag.string("discovery-srv-name", "", "name of the service in those records"),
            Flag.string("context", "", "name of a stored context that says where and who (see contexts)"),
        };
    }
}
