package dev.quoin.auth.tls.config;

import dev.quoin.api.auth.ClientCertificates;
import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigValues;
import java.util.List;

/**
 * What is configured for one of the two sides of a member.
 *
 * @param own shown to those who connect
 * @param dialling shown to those who are dialled; empty for {@code own}
 * @param trusted a file of authorities; its path is empty for the system's
 * @param revoked a file of revoked certificates; its path is empty for none
 * @param certAuth whether certificates are required of those who connect
 * @param commonNames one of them must be the certificate's; empty for any
 * @param hostNames the certificate must be for one of them; empty for any
 * @param checkOrigin whether those who connect must come from an address that their certificate names
 * @param auto whether a certificate is made where none is given
 */
public record Side(
        Pair own,
        Pair dialling,
        NamedFile trusted,
        NamedFile revoked,
        boolean certAuth,
        List<String> commonNames,
        List<String> hostNames,
        boolean checkOrigin,
        boolean auto) {
    /** A path, and the flag that gave it. */
    public record NamedFile(String flag, String path) {
        /** Whether there is one. */
        public boolean isGiven() {
            return !path.isEmpty();
        }

        static NamedFile of(ConfigValues values, String key) {
            return new NamedFile("--" + key, values.text(key));
        }
    }

    /** A certificate and its key. */
    public record Pair(NamedFile certificate, NamedFile key) {
        /** Whether either is given. */
        public boolean isGiven() {
            return certificate.isGiven() || key.isGiven();
        }
    }

    /** The side of clients. */
    public static Side clients(ConfigValues values) {
        return of(values, "", "client-cert-auth", "client-", true);
    }

    /** The side of other members. */
    public static Side peers(ConfigValues values) {
        return of(values, "peer-", "peer-client-cert-auth", "peer-", !values.flag("peer-skip-client-san-verification"));
    }

    private static Side of(ConfigValues values, String prefix, String certAuth, String limits, boolean checkOrigin) {
        return new Side(
                pair(values, prefix),
                pair(values, prefix + "client-"),
                NamedFile.of(values, prefix + "trusted-ca-file"),
                NamedFile.of(values, limits + "crl-file"),
                values.flag(certAuth),
                values.list(limits + "cert-allowed-cn"),
                values.list(limits + "cert-allowed-hostname"),
                checkOrigin,
                values.flag(prefix + "auto-tls"));
    }

    private static Pair pair(ConfigValues values, String prefix) {
        return new Pair(NamedFile.of(values, prefix + "cert-file"), NamedFile.of(values, prefix + "key-file"));
    }

    /**
     * Refuses what contradicts itself.
     *
     * @throws ConfigException with etcd's text
     */
    public void check() {
        if (own.certificate().isGiven() != own.key().isGiven()) {
            throw new ConfigException("KeyFile and CertFile must both be present[key: "
                    + own.key().path() + ", cert: " + own.certificate().path() + "] ("
                    + own.key().flag() + ", "
                    + own.certificate().flag() + ")");
        }
        if (dialling.certificate().isGiven() != dialling.key().isGiven()) {
            throw new ConfigException("ClientKeyFile and ClientCertFile must both be present or both absent: key: "
                    + dialling.key().path() + ", cert: "
                    + dialling.certificate().path() + "] ("
                    + dialling.key().flag() + ", " + dialling.certificate().flag() + ")");
        }
        if (!commonNames.isEmpty() && !hostNames.isEmpty()) {
            throw new ConfigException("AllowedCNs and AllowedHostnames are mutually exclusive (cns="
                    + quoted(commonNames) + ", hostnames=" + quoted(hostNames) + ")");
        }
    }

    /** As with etcd, naming authorities is enough to require certificates. */
    public ClientCertificates wanted() {
        return certAuth || trusted.isGiven() ? ClientCertificates.REQUIRED : ClientCertificates.NONE;
    }

    /** The same with a certificate that was made: its owner asks nobody for theirs, and whom it dials need not be known. */
    public Side withMade(NamedFile certificate, NamedFile key) {
        Pair made = new Pair(certificate, key);
        NamedFile none = new NamedFile("", "");
        return new Side(made, made, none, none, false, List.of(), List.of(), false, true);
    }

    /** The same, as if no certificate were to be made. */
    public Side withoutAuto() {
        return new Side(own, dialling, trusted, revoked, certAuth, commonNames, hostNames, checkOrigin, false);
    }

    private static String quoted(List<String> texts) {
        return "[\"" + String.join("\" \"", texts) + "\"]";
    }
}
