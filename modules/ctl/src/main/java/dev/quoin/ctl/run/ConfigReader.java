package dev.quoin.ctl.run;

import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flags;
import dev.quoin.ctl.client.ClientConfig;
import dev.quoin.ctl.client.Credentials;
import dev.quoin.ctl.client.Discovery;
import dev.quoin.ctl.client.TlsConfig;
import java.util.List;

/** Makes of the flags what a client needs. */
public final class ConfigReader {
    private ConfigReader() {}

    static ClientConfig read(Flags flags) {
        List<String> endpoints = endpoints(flags);
        if (endpoints.stream().allMatch(String::isEmpty)) {
            throw ExitException.of(ExitCode.BAD_CONNECTION, "etcdclient: no available endpoints");
        }
        int maxSend = (int) Math.min(Integer.MAX_VALUE, flags.number("max-request-bytes"));
        int maxReceive = (int) Math.min(Integer.MAX_VALUE, flags.number("max-recv-bytes"));
        if (maxReceive > 0 && maxSend > maxReceive) {
            throw ExitException.of(
                    ExitCode.BAD_CONNECTION,
                    "gRPC message recv limit (" + maxReceive + " bytes) must be greater than send limit (" + maxSend
                            + " bytes)");
        }
        return new ClientConfig(
                endpoints,
                flags.duration("dial-timeout"),
                flags.duration("keepalive-time"),
                flags.duration("keepalive-timeout"),
                maxSend,
                maxReceive,
                tls(flags),
                credentials(flags));
    }

    private static List<String> endpoints(Flags flags) {
        String domain = flags.text("discovery-srv");
        if (domain.isEmpty()) {
            return flags.texts("endpoints").stream().map(String::strip).toList();
        }
        List<String> found;
        try {
            found = Discovery.find(domain, flags.text("discovery-srv-name"));
        } catch (javax.naming.NamingException e) {
            throw ExitException.of(ExitCode.ERROR, "error querying DNS SRV records for _etcd-client " + e.getMessage());
        }
        if (flags.on("insecure-discovery")) {
            return found;
        }
        found.stream()
                .filter(each -> each.startsWith("http://"))
                .forEach(each -> System.err.println("ignoring discovered insecure endpoint \"" + each + "\""));
        return found.stream().filter(each -> !each.startsWith("http://")).toList();
    }

    private static TlsConfig tls(Flags flags) {
        for (String file : List.of("cert", "key", "cacert")) {
            if (flags.isGiven(file) && flags.text(file).isEmpty()) {
                throw ExitException.badArguments("empty string is passed to --" + file + " option");
            }
        }
        return new TlsConfig(
                flags.text("cert"),
                flags.text("key"),
                flags.text("cacert"),
                flags.on("insecure-discovery") ? "" : flags.text("discovery-srv"),
                flags.on("insecure-transport"),
                flags.on("insecure-skip-tls-verify"));
    }

    private static Credentials credentials(Flags flags) {
        return who(flags.text("user"), flags.text("password"), flags.text("auth-jwt-token"), "Password: ");
    }

    /** Who is meant by {@code name[:password]} and a password, which is asked for if it is missing. */
    public static Credentials who(String user, String password, String token, String prompt) {
        if (!token.isEmpty()) {
            return new Credentials("", "", token);
        } else if (user.isEmpty()) {
            return Credentials.NONE;
        } else if (!password.isEmpty()) {
            return new Credentials(user, password, "");
        }
        int colon = user.indexOf(':');
        return colon < 0
                ? new Credentials(user, Prompt.password(prompt), "")
                : new Credentials(user.substring(0, colon), user.substring(colon + 1), "");
    }
}
