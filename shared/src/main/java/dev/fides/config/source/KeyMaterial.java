package dev.fides.config.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key and certificates, as PEM (RFC 7468) or as a key store (PKCS#12 or JKS) have them. No message shows what was
 * read.
 *
 * @param key the first private key
 * @param certificates in the order in which they stand
 */
public record KeyMaterial(Optional<PrivateKey> key, List<X509Certificate> certificates) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final String BEGIN = "-----BEGIN ";

    /** RSA, and elliptic curves: what JWTs and TLS certificates are signed with. */
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC");

    public KeyMaterial {
        certificates = List.copyOf(certificates);
    }

    /**
     * Reads a file or an app setting, whichever of the forms it has; binary ones are base64 in a setting, as Key Vault keeps
     * certificates.
     *
     * @param password of a key store
     * @throws IllegalArgumentException saying what was expected
     */
    public static KeyMaterial read(byte[] content, Optional<Secret> password) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains(BEGIN)) {
            return pem(text);
        }
        return keyStore(base64(text).orElse(content), password);
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(text.strip()))
                    .filter(bytes -> text.strip().matches("[A-Za-z0-9+/=\\s]+"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static KeyMaterial pem(String text) {
        Optional<PrivateKey> key = Optional.empty();
        List<X509Certificate> certificates = new ArrayList<>();
        // Settings are often pasted on one line, with the line breaks as \n.
        Matcher blocks = BLOCK.matcher(text.replace("\\n", "\n"));
        while (blocks.find()) {
            byte[] der;
            try {
                der = Base64.getMimeDecoder().decode(blocks.group(2));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("expected base64 in the PEM block " + blocks.group(1));
            }
            switch (blocks.group(1)) {
                case "PRIVATE KEY" -> key = key.or(() -> Optional.of(pkcs8(der)));
                case "CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CERTIFICATE" -> certificates.add(certificate(der));
                case "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
                    throw new IllegalArgumentException("expected a private key as PKCS#8 (PRIVATE KEY), found "
                            + blocks.group(1) + "; openssl pkcs8 -topk8 -nocrypt -in KEY makes it");
                default -> {
                    // Parameters of curves and public keys stand beside keys, and say nothing that is needed.
                }
            }
        }
        if (key.isEmpty() && certificates.isEmpty()) {
            throw new IllegalArgumentException("expected a certificate or a private key as PEM, found neither");
        }
        return new KeyMaterial(key, certificates);
    }

    private static PrivateKey pkcs8(byte[] der) {
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                // It is of another algorithm, or of none.
            }
        }
        throw new IllegalArgumentException("expected a private key for one of " + KEY_ALGORITHMS
                + ", found a PEM block that is none, or is broken");
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("expected an X.509 certificate, found a PEM block that is none");
        }
    }

    private static KeyMaterial keyStore(byte[] content, Optional<Secret> password) {
        char[] secret = password.map(given -> given.reveal().toCharArray()).orElse(new char[0]);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), secret);
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, secret);
                if (key instanceof PrivateKey found) {
                    return new KeyMaterial(Optional.of(found), x509(store.getCertificateChain(alias)));
                }
            }
            List<X509Certificate> certificates = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                certificates.addAll(x509(store.getCertificate(alias)));
            }
            return new KeyMaterial(Optional.empty(), certificates);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "expected PEM, or a key store (PKCS#12 or JKS, base64 in a setting) that opens with the password"
                            + " given; neither was found");
        }
    }

    private static List<X509Certificate> x509(Certificate... certificates) {
        return Arrays.stream(certificates)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + certificates.size() + " certificates" + (key.isPresent() ? " and a key]" : "]");
    }
}
