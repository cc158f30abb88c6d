package dev.fides.local.cosmos.http;

import dev.fides.local.cosmos.store.CosmosException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks the master key signature of requests: HMAC-SHA256 over verb, resource type, resource link and date, as
 * Microsoft's "Access control on Azure Cosmos DB resources" describes it. Resource tokens and Entra ID are refused. The
 * age of the date is not checked.
 */
final class MasterKeyAuthorization {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "type=master&ver=1.0&sig=";

    private final SecretKeySpec key;

    /** @param key in base64, as in the portal */
    MasterKeyAuthorization(String key) {
        this.key = new SecretKeySpec(Base64.getDecoder().decode(key), ALGORITHM);
    }

    /** @throws CosmosException 401 for a missing, unknown or wrong signature */
    void check(CosmosRequest request) {
        String header = request.header("authorization")
                .map(value -> URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8))
                .orElseThrow(() -> unauthorized("Required Header authorization is missing."));
        if (!header.startsWith(PREFIX)) {
            throw unauthorized("The local endpoint takes master key authorization only (type=master, ver=1.0).");
        }
        byte[] signature = decode(header.substring(PREFIX.length()));
        String date = request.header("x-ms-date")
                .or(() -> request.header("date"))
                .orElseThrow(() -> unauthorized("Required Header x-ms-date is missing."));
        for (SignedResource resource : SignedResource.candidates(request.segments())) {
            byte[] expected = sign(resource.payload(request.method(), date));
            if (MessageDigest.isEqual(expected, signature)) {
                return;
            }
        }
        throw unauthorized("The input authorization token can't serve the request. The wrong key is being used or the"
                + " expected payload is not built as per the protocol. Check the account key of the connection"
                + " string: " + request.method() + " /" + String.join("/", request.segments()));
    }

    private byte[] sign(String payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(payload.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no " + ALGORITHM + ".", e);
        }
    }

    private static byte[] decode(String signature) {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            throw unauthorized("The signature of the authorization header is not base64.");
        }
    }

    private static CosmosException unauthorized(String message) {
        return new CosmosException(401, 0, 0, message);
    }

    /** What a signature covers of the address: the type of the resource and its link. */
    private record SignedResource(String type, String link) {

        /** The resource by name and by {@code _rid}, which is signed alone and in lower case. */
        static Set<SignedResource> candidates(List<String> segments) {
            int size = segments.size();
            if (size == 6 && segments.get(4).equals("operations")) {
                // An operation on a container is signed as the container.
                return candidates(segments.subList(0, 4));
            }
            Set<SignedResource> candidates = new LinkedHashSet<>();
            if (size == 0) {
                candidates.add(new SignedResource("", ""));
            } else if (size % 2 == 1) {
                String type = segments.get(size - 1);
                candidates.add(new SignedResource(type, String.join("/", segments.subList(0, size - 1))));
                candidates.add(new SignedResource(type, size > 1 ? lower(segments.get(size - 2)) : ""));
            } else {
                String type = segments.get(size - 2);
                candidates.add(new SignedResource(type, String.join("/", segments)));
                candidates.add(new SignedResource(type, lower(segments.get(size - 1))));
            }
            return candidates;
        }

        String payload(String method, String date) {
            return lower(method) + '\n' + lower(type) + '\n' + link + '\n' + lower(date) + "\n\n";
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }
}
