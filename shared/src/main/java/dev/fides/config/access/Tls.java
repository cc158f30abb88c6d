package dev.fides.config.access;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.util.List;
import java.util.Optional;

/**
 * What of TLS is not as usual.
 *
 * @param identity the client certificate; empty when none is shown
 * @param authorities who is trusted to sign certificates of the service
 * @param onlyThese whether those that the Java platform knows are not trusted
 */
public record Tls(Optional<Identity> identity, List<X509Certificate> authorities, boolean onlyThese) {

    /** A certificate, those that signed it, and its private key. */
    public record Identity(PrivateKey key, List<X509Certificate> chain) {
        public Identity {
            requireNonNull(key, "key");
            chain = List.copyOf(chain);
            if (chain.isEmpty()) {
                throw new IllegalArgumentException("expected a certificate beside the private key, found none");
            }
            if (!belongTogether(key, chain.get(0))) {
                throw new IllegalArgumentException("the private key does not belong to the certificate of "
                        + chain.get(0).getSubjectX500Principal()
                        + "; with PEM the certificate of the client stands before those that signed it");
            }
        }

        /** What the one signs the other verifies. */
        private static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
            byte[] anything = {1};
            try {
                Signature signature = Signature.getInstance(key instanceof ECKey ? "SHA256withECDSA" : "SHA256withRSA");
                signature.initSign(key);
                signature.update(anything);
                byte[] signed = signature.sign();
                // By the key, not by the certificate: one that is not meant for signatures is good enough for TLS.
                signature.initVerify(certificate.getPublicKey());
                signature.update(anything);
                return signature.verify(signed);
            } catch (GeneralSecurityException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            return "Identity[" + chain.get(0).getSubjectX500Principal() + "]";
        }
    }

    /** As the Java platform has it. */
    public static final Tls USUAL = new Tls(Optional.empty(), List.of(), false);

    public Tls {
        requireNonNull(identity, "identity");
        authorities = List.copyOf(authorities);
        if (onlyThese && authorities.isEmpty()) {
            throw new IllegalArgumentException("expected at least one authority, since no other is trusted");
        }
    }
}
