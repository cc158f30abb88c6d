package dev.fides.config.yaml;

import dev.fides.config.access.Tls;
import dev.fides.config.source.KeyMaterial;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Reads the part {@code tls}. */
final class TlsReader {

    private static final String CLIENT_CERTIFICATE = "clientCertificate";
    private static final String AUTHORITIES = "authorities";

    private final Values values;
    private final KeyReader keys;

    TlsReader(Values values) {
        this.values = values;
        this.keys = new KeyReader(values);
    }

    Tls read(Section tls) {
        Optional<Tls.Identity> identity =
                tls.part(CLIENT_CERTIFICATE, this::identity).flatMap(found -> found);
        return tls.part(AUTHORITIES, part -> authorities(part, identity))
                .orElseGet(() -> new Tls(identity, List.of(), false));
    }

    private Optional<Tls.Identity> identity(Section part) {
        Optional<KeyMaterial> material = keys.read(part);
        Optional<KeyMaterial> apart = part.part("key", keys::read).flatMap(found -> found);
        if (material.isEmpty()) {
            return Optional.empty();
        }
        List<X509Certificate> chain = material.get().certificates();
        Optional<PrivateKey> key = apart.flatMap(KeyMaterial::key).or(material.get()::key);
        if (key.isEmpty() || chain.isEmpty()) {
            part.fault("expected a certificate and its private key, found no "
                    + (chain.isEmpty()
                            ? "certificate"
                            : "private key; with PEM it may stand in a file of its own: key"));
            return Optional.empty();
        }
        try {
            return Optional.of(new Tls.Identity(key.get(), chain));
        } catch (IllegalArgumentException e) {
            part.fault(e.getMessage());
            return Optional.empty();
        }
    }

    private Tls authorities(Section part, Optional<Tls.Identity> identity) {
        List<X509Certificate> authorities =
                keys.read(part).map(KeyMaterial::certificates).orElse(List.of());
        boolean only = part.optional("only", values::flag, false);
        return new Tls(identity, authorities, only && !authorities.isEmpty());
    }
}
