package dev.fides.rest.auth;

import dev.fides.config.access.Auth;
import dev.fides.rest.http.Request;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Signs each request anew: a signature holds for one request and some minutes. */
record AwsCredentials(Auth.AwsSigV4 auth, Clock clock) implements Credentials {

    @Override
    public Map<String, String> headers(Request request) {
        String bodyHash = AwsSigner.hash(request.body().orElseGet(() -> new byte[0]));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Amz-Date", AwsSigner.time(clock.instant()));
        headers.put("X-Amz-Content-Sha256", bodyHash);
        auth.sessionToken().ifPresent(token -> headers.put("X-Amz-Security-Token", token.reveal()));
        Map<String, String> signed = new LinkedHashMap<>(headers);
        // The client sends Host by itself, and refuses it as a header.
        signed.put("Host", host(request.uri()));
        headers.put(
                "Authorization", new AwsSigner(auth).authorization(request.method(), request.uri(), signed, bodyHash));
        return headers;
    }

    private static String host(URI uri) {
        int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return uri.getPort() < 0 || uri.getPort() == usual ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    @Override
    public List<String> secrets() {
        return Stream.concat(Stream.of(auth.secretAccessKey()), auth.sessionToken().stream())
                .map(secret -> secret.reveal())
                .toList();
    }
}
