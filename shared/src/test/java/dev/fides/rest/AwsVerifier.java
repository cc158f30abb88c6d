package dev.fides.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes the signature that a request should have from the request as it arrived, as AWS does. */
final class AwsVerifier {

    private AwsVerifier() {}

    static String expected(LoggedRequest request, String secret) {
        try {
            String given = request.getHeader("Authorization");
            String[] scope = given.replaceFirst(".*Credential=([^,]*),.*", "$1").split("/", -1);
            String names = given.replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
            String[] address = request.getUrl().split("\\?", 2);
            String path = Arrays.stream(address[0].split("/", -1))
                    .map(segment -> URLEncoder.encode(segment, UTF_8))
                    .collect(Collectors.joining("/"));
            String query = address.length < 2
                    ? ""
                    : Arrays.stream(address[1].split("&", -1)).sorted().collect(Collectors.joining("&"));
            String headers = Arrays.stream(names.split(";", -1))
                    .map(name -> name + ":" + request.getHeader(name) + "\n")
                    .collect(Collectors.joining());
            String bodyHash = sha256(request.getBody());
            String canonical = String.join("\n", request.getMethod().getName(), path, query, headers, names, bodyHash);
            String inScope = scope[1] + "/" + scope[2] + "/" + scope[3] + "/aws4_request";
            String toSign = String.join(
                    "\n",
                    "AWS4-HMAC-SHA256",
                    request.getHeader("X-Amz-Date"),
                    inScope,
                    sha256(canonical.getBytes(UTF_8)));
            byte[] key = ("AWS4" + secret).getBytes(UTF_8);
            for (String part : inScope.split("/", -1)) {
                key = hmac(key, part);
            }
            return "AWS4-HMAC-SHA256 Credential=" + scope[0] + "/" + inScope + ", SignedHeaders=" + names
                    + ", Signature=" + HexFormat.of().formatHex(hmac(key, toSign));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
