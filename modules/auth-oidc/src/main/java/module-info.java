/** Users by the tokens of an OpenID issuer. A plugin: it provides, and exports nothing. */
module dev.quoin.auth.oidc {
    requires static org.jspecify;
    requires com.nimbusds.jose.jwt;
    requires dev.quoin.api;
    requires java.net.http;
    requires org.slf4j;

    provides dev.quoin.api.auth.AuthProvider with
            dev.quoin.auth.oidc.OidcAuthProvider;
}
