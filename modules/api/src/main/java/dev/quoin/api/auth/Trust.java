package dev.quoin.api.auth;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trust as the JDK judges it: the chain, its times, what its certificates may be used for, and for those who are
 * dialled the host name.
 */
public final class Trust {
    private Trust() {}

    /**
     * Trusts what some authorities vouch for. Their own times are not looked at: leave out who has expired.
     *
     * <p>Thread: any. Blocks: no.
     *
     * @throws IllegalArgumentException without authorities
     */
    public static X509ExtendedTrustManager in(List<X509Certificate> authorities) {
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException("no authority to trust");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("ca-" + i, authorities.get(i));
            }
            return judge(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot hold certificates", e);
        }
    }

    /**
     * Trusts what the authorities of this Java vouch for.
     *
     * <p>Thread: any. Blocks: on the file that holds them.
     */
    public static X509ExtendedTrustManager system() {
        try {
            return judge(null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no authorities", e);
        }
    }

    private static X509ExtendedTrustManager judge(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager judge) {
                return judge;
            }
        }
        throw new GeneralSecurityException("no trust manager for X.509");
    }
}
