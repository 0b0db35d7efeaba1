package dev.quoin.auth.tls.config;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;

/** The configuration keys: etcd's flags by etcd's names and defaults, and how often files are looked at. */
public final class TlsKeys {
    private TlsKeys() {}

    /** All of them, in the order of help. */
    public static ConfigSpec spec() {
        ConfigSpec.Builder spec = ConfigSpec.builder();
        clients(spec);
        peers(spec);
        both(spec);
        return spec.build();
    }

    private static void clients(ConfigSpec.Builder spec) {
        spec.bare("cert-file", ConfigType.TEXT, "", "The certificate shown to clients.")
                .bare("key-file", ConfigType.TEXT, "", "Its private key.")
                .bare(
                        "client-cert-file",
                        ConfigType.TEXT,
                        "",
                        "Checked, and shown to nobody: Quoin never dials itself.")
                .bare("client-key-file", ConfigType.TEXT, "", "The private key of that.")
                .bare(
                        "client-cert-auth",
                        ConfigType.FLAG,
                        "false",
                        "Requires certificates of clients, and takes users' names from them.")
                .bare(
                        "trusted-ca-file",
                        ConfigType.TEXT,
                        "",
                        "The authorities of clients' certificates, which are then required.")
                .bare("client-crl-file", ConfigType.TEXT, "", "The revoked certificates of clients.")
                .bare(
                        "client-cert-allowed-hostname",
                        ConfigType.LIST,
                        "",
                        "Clients' certificates must be for one of these hosts.")
                .bare(
                        "client-cert-allowed-cn",
                        ConfigType.LIST,
                        "",
                        "Clients' certificates must have one of these common names.")
                .bare(
                        "auto-tls",
                        ConfigType.FLAG,
                        "false",
                        "Makes a certificate for clients to see, unless one is given.");
    }

    private static void peers(ConfigSpec.Builder spec) {
        spec.bare("peer-cert-file", ConfigType.TEXT, "", "The certificate shown to other members.")
                .bare("peer-key-file", ConfigType.TEXT, "", "Its private key.")
                .bare(
                        "peer-client-cert-file",
                        ConfigType.TEXT,
                        "",
                        "A certificate of its own for dialling other members.")
                .bare("peer-client-key-file", ConfigType.TEXT, "", "The private key of that.")
                .bare("peer-client-cert-auth", ConfigType.FLAG, "false", "Requires certificates of other members.")
                .bare(
                        "peer-trusted-ca-file",
                        ConfigType.TEXT,
                        "",
                        "The authorities of members' certificates, which are then required.")
                .bare("peer-crl-file", ConfigType.TEXT, "", "The revoked certificates of members.")
                .bare(
                        "peer-cert-allowed-cn",
                        ConfigType.LIST,
                        "",
                        "Members' certificates must have one of these common names.")
                .bare(
                        "peer-cert-allowed-hostname",
                        ConfigType.LIST,
                        "",
                        "Members' certificates must be for one of these hosts.")
                .bare(
                        "peer-skip-client-san-verification",
                        ConfigType.FLAG,
                        "false",
                        "Lets members connect from other addresses than their certificates name.")
                .bare(
                        "peer-auto-tls",
                        ConfigType.FLAG,
                        "false",
                        "Makes a certificate for other members to see, unless one is given.");
    }

    private static void both(ConfigSpec.Builder spec) {
        spec.bare(
                        "self-signed-cert-validity",
                        ConfigType.INTEGER,
                        "1",
                        "Years that certificates made by --auto-tls and --peer-auto-tls are valid.")
                .bare(
                        "cipher-suites",
                        ConfigType.LIST,
                        "",
                        "The cipher suites of TLS 1.2 that are spoken, by Go's names.")
                .bare(
                        "tls-min-version",
                        ConfigType.TEXT,
                        "TLS1.2",
                        "The oldest version that is spoken: TLS1.2 or TLS1.3.")
                .bare("tls-max-version", ConfigType.TEXT, "", "The newest version that is spoken: TLS1.2 or TLS1.3.")
                .key(
                        "reload-interval",
                        ConfigType.DURATION,
                        "1s",
                        "How often files are looked at; new ones are taken without a restart.");
    }
}
