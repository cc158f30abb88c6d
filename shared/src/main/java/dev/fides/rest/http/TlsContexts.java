package dev.fides.rest.http;

import dev.fides.config.access.Tls;
import dev.fides.model.PermanentException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Makes what secures the connections of a service. */
final class TlsContexts {

    private TlsContexts() {}

    /**
     * The context of a definition; empty where all is as usual.
     *
     * @throws PermanentException when the platform does not take the keys or certificates
     */
    static Optional<SSLContext> of(Tls tls) {
        if (tls.equals(Tls.USUAL)) {
            return Optional.empty();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    tls.identity().isPresent() ? keys(tls.identity().get()) : null,
                    tls.authorities().isEmpty() ? null : trust(tls),
                    null);
            return Optional.of(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new PermanentException("the keys or certificates of tls cannot be used: "
                    + e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ", " + e.getMessage()));
        }
    }

    private static KeyManager[] keys(Tls.Identity identity) throws IOException, GeneralSecurityException {
        // The key lies in memory only; the platform wants a password all the same.
        char[] password = new char[0];
        KeyStore store = empty();
        store.setKeyEntry("client", identity.key(), password, identity.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust(Tls tls) throws IOException, GeneralSecurityException {
        List<X509Certificate> trusted = new ArrayList<>(tls.authorities());
        if (!tls.onlyThese()) {
            for (TrustManager manager : trustOf(null)) {
                if (manager instanceof X509TrustManager usual) {
                    trusted.addAll(List.of(usual.getAcceptedIssuers()));
                }
            }
        }
        KeyStore store = empty();
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("authority-" + i, trusted.get(i));
        }
        return trustOf(store);
    }

    /** @param store null for what the platform trusts */
    private static TrustManager[] trustOf(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
