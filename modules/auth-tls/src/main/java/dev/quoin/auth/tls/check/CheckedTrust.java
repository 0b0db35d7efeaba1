package dev.quoin.auth.tls.check;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Accepts what authorities vouch for and rules allow. */
public final class CheckedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager authorities;
    private final CertificateRules rules;

    /** Authorities, and rules that come after them. */
    public CheckedTrust(X509ExtendedTrustManager authorities, CertificateRules rules) {
        this.authorities = authorities;
        this.rules = rules;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        judge(chain, () -> authorities.checkClientTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        judge(chain, () -> authorities.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        judge(chain, () -> authorities.checkClientTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        judge(chain, () -> authorities.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        judge(chain, () -> authorities.checkClientTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        judge(chain, () -> authorities.checkServerTrusted(chain, type, engine));
    }

    private void judge(X509Certificate[] chain, Verdict authority) throws CertificateException {
        try {
            authority.speak();
        } catch (CertificateException e) {
            throw GoWords.of(e, chain);
        }
        rules.check(chain);
    }

    /** Whether somebody vouches for a chain. */
    @FunctionalInterface
    private interface Verdict {
        void speak() throws CertificateException;
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
