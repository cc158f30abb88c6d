package dev.fides.rest.auth;

import dev.fides.config.service.Auth;
import dev.fides.config.source.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is added to a request to show who asks. */
public interface Credentials {

    /**
     * The headers to send now.
     *
     * @throws dev.fides.model.FidesException when none can be had
     */
    Map<String, String> headers();

    /** Whether {@link #renew} can ever help. */
    boolean renewable();

    /**
     * Reacts to an answer 401 or 403.
     *
     * @param refused the headers that were sent
     * @return whether other headers are there now, so that it is worth asking again
     */
    boolean renew(Map<String, String> refused);

    /** What must not be seen in a message. */
    List<String> secrets();

    /**
     * The credentials of a definition.
     *
     * @param tokens makes the token source of an authentication that needs one
     */
    static Credentials of(Auth auth, Function<Auth, CachedToken> tokens) {
        if (auth instanceof Auth.None) {
            return new Fixed(Map.of(), List.of());
        }
        if (auth instanceof Auth.Basic basic) {
            String password = basic.password().reveal();
            String pair = Base64.getEncoder()
                    .encodeToString((basic.user() + ":" + password).getBytes(StandardCharsets.UTF_8));
            return new Fixed(Map.of("Authorization", "Basic " + pair), List.of(pair, password));
        }
        if (auth instanceof Auth.Bearer bearer) {
            return fixed("Authorization", "Bearer ", bearer.token());
        }
        if (auth instanceof Auth.Header header) {
            return fixed(header.name(), "", header.value());
        }
        return new Token(tokens.apply(auth));
    }

    private static Credentials fixed(String name, String prefix, Secret secret) {
        return new Fixed(Map.of(name, prefix + secret.reveal()), List.of(secret.reveal()));
    }

    /** The same headers always. */
    record Fixed(Map<String, String> headers, List<String> secrets) implements Credentials {
        @Override
        public boolean renewable() {
            return false;
        }

        @Override
        public boolean renew(Map<String, String> refused) {
            return false;
        }

        @Override
        public String toString() {
            return "Fixed[" + headers.keySet() + "]";
        }
    }

    /** A token that ends and is renewed. */
    record Token(CachedToken token) implements Credentials {
        private static final String PREFIX = "Bearer ";

        @Override
        public Map<String, String> headers() {
            return Map.of("Authorization", PREFIX + token.value());
        }

        @Override
        public boolean renewable() {
            return true;
        }

        @Override
        public boolean renew(Map<String, String> refused) {
            return token.renew(refused.getOrDefault("Authorization", PREFIX).substring(PREFIX.length()));
        }

        @Override
        public List<String> secrets() {
            return token.known();
        }
    }
}
