package dev.fides.rest.auth;

import dev.fides.config.access.Auth;
import dev.fides.config.source.Secret;
import dev.fides.rest.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is added to a request to show who asks. */
public interface Credentials {

    /**
     * The request as it is sent now, with what is not in headers.
     *
     * @param request as its operation made it
     */
    default Request prepared(Request request) {
        return request;
    }

    /**
     * The headers to send now.
     *
     * @param request a {@link #prepared} one
     * @throws dev.fides.model.FidesException when none can be had
     */
    Map<String, String> headers(Request request);

    /** Headers that are known before there is a request, so that what cannot be sent is found early. */
    default Map<String, String> known() {
        return Map.of();
    }

    /** Whether {@link #renew} can ever help. */
    default boolean renewable() {
        return false;
    }

    /**
     * Reacts to an answer 401 or 403.
     *
     * @param refused the headers that were sent
     * @return whether other headers are there now, so that it is worth asking again
     */
    default boolean renew(Map<String, String> refused) {
        return false;
    }

    /** What must not be seen in a message. */
    List<String> secrets();

    /**
     * The credentials of a definition.
     *
     * @param tokens makes the token source of an authentication that needs one
     */
    static Credentials of(Auth auth, Function<Auth.WithToken, CachedToken> tokens, Clock clock) {
        if (auth instanceof Auth.Fixed fixed) {
            return fixed(fixed);
        }
        if (auth instanceof Auth.AwsSigV4 aws) {
            return new AwsCredentials(aws, clock);
        }
        CachedToken token = tokens.apply((Auth.WithToken) auth);
        return auth instanceof Auth.Login login
                ? new Token(token, login.header(), login.prefix())
                : new Token(token, "Authorization", "Bearer ");
    }

    private static Credentials fixed(Auth.Fixed auth) {
        if (auth instanceof Auth.Basic basic) {
            String password = basic.password().reveal();
            String pair = Base64.getEncoder()
                    .encodeToString((basic.user() + ":" + password).getBytes(StandardCharsets.UTF_8));
            // Without a password the user is the key.
            return new Headers(
                    Map.of("Authorization", "Basic " + pair),
                    List.of(pair, password.isEmpty() ? basic.user() : password));
        }
        if (auth instanceof Auth.Bearer bearer) {
            return fixed("Authorization", "Bearer ", bearer.token());
        }
        if (auth instanceof Auth.Header header) {
            return fixed(header.name(), "", header.value());
        }
        if (auth instanceof Auth.Query query) {
            return new QueryKey(query.name(), query.value());
        }
        return new Headers(Map.of(), List.of());
    }

    private static Credentials fixed(String name, String prefix, Secret secret) {
        return new Headers(Map.of(name, prefix + secret.reveal()), List.of(secret.reveal()));
    }

    /** The same headers always. */
    record Headers(Map<String, String> known, List<String> secrets) implements Credentials {
        @Override
        public Map<String, String> headers(Request request) {
            return known;
        }

        @Override
        public String toString() {
            return "Headers[" + known.keySet() + "]";
        }
    }

    /** A token that ends and is renewed. */
    record Token(CachedToken token, String header, String prefix) implements Credentials {

        @Override
        public Map<String, String> headers(Request request) {
            return Map.of(header, prefix + token.value());
        }

        @Override
        public boolean renewable() {
            return true;
        }

        @Override
        public boolean renew(Map<String, String> refused) {
            return token.renew(refused.getOrDefault(header, prefix).substring(prefix.length()));
        }

        @Override
        public List<String> secrets() {
            return token.known();
        }
    }
}
