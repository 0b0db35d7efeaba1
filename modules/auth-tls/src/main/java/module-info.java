/** Certificates for listeners and members. A plugin: it provides, and exports nothing. */
module dev.quoin.auth.tls {
    requires static org.jspecify;
    requires dev.quoin.api;
    requires java.naming;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    provides dev.quoin.api.auth.AuthProvider with
            dev.quoin.auth.tls.TlsAuthProvider;
}
