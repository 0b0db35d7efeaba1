package dev.quoin.ctl.client;

/**
 * What the flags say about TLS. Names of files are empty where none is given.
 *
 * @param certFile the client's certificate
 * @param keyFile its key
 * @param caFile whom to trust
 * @param serverName the name that certificates are checked for instead of the endpoint's
 * @param insecureTransport whether endpoints without a scheme are dialled in clear
 * @param skipVerify whether any server's certificate will do
 */
public record TlsConfig(
        String certFile,
        String keyFile,
        String caFile,
        String serverName,
        boolean insecureTransport,
        boolean skipVerify) {

    /** Whether the flags ask for TLS. */
    boolean isWanted() {
        return !certFile.isEmpty()
                || !keyFile.isEmpty()
                || !caFile.isEmpty()
                || !serverName.isEmpty()
                || !insecureTransport
                || skipVerify;
    }
}
