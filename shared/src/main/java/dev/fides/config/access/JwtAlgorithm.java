package dev.fides.config.access;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** How a JWT is signed (RFC 7518, section 3.1). */
public enum JwtAlgorithm {
    RS256("SHA256withRSA", false),
    PS256("RSASSA-PSS", false),
    ES256("SHA256withECDSAinP1363Format", true);

    /** RFC 7518, section 3.3. */
    private static final int SHORTEST_RSA_BITS = 2048;
    /** The order of the curve P-256, with which alone ES256 is defined. */
    private static final BigInteger P256 =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private final String javaName;
    private final boolean ellipticCurve;

    JwtAlgorithm(String javaName, boolean ellipticCurve) {
        this.javaName = javaName;
        this.ellipticCurve = ellipticCurve;
    }

    void requireFits(PrivateKey key) {
        boolean fits = ellipticCurve
                ? key instanceof ECKey ec && ec.getParams().getOrder().equals(P256)
                : key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= SHORTEST_RSA_BITS;
        if (!fits) {
            throw new IllegalArgumentException(name() + " needs "
                    + (ellipticCurve ? "an EC key of the curve P-256" : "an RSA key of 2048 bits or more")
                    + ", found one for " + key.getAlgorithm());
        }
    }

    /** The signature of some bytes, as a JWS has it. */
    public byte[] sign(byte[] bytes, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(javaName);
            if (this == PS256) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs with " + javaName, e);
        }
    }
}
