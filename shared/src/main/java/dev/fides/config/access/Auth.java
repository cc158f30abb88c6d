package dev.fides.config.access;

import static java.util.Objects.requireNonNull;

import dev.fides.config.source.Secret;
import dev.fides.config.source.Template;
import java.net.URI;
import java.security.PrivateKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How Fides shows a host or a target who it is. */
public sealed interface Auth permits Auth.Fixed, Auth.WithToken, Auth.AwsSigV4 {

    /** What is sent is the same with every request. */
    sealed interface Fixed extends Auth {}

    /** A token is got, kept, and renewed before it ends or when it is refused. */
    sealed interface WithToken extends Auth permits OAuth2, ManagedIdentity, Login {}

    /** No credentials are sent. */
    record None() implements Fixed {}

    /** HTTP Basic authentication; the password may be empty, where a key is sent as the user. */
    record Basic(String user, Secret password) implements Fixed {
        public Basic {
            requireNonNull(user, "user");
            requireNonNull(password, "password");
        }
    }

    /** A fixed token in {@code Authorization: Bearer}. */
    record Bearer(Secret token) implements Fixed {
        public Bearer {
            requireNonNull(token, "token");
        }
    }

    /** A fixed value in a header of the service's own, such as an API key. */
    record Header(String name, Secret value) implements Fixed {
        public Header {
            requireNonNull(name, "name");
            requireNonNull(value, "value");
        }
    }

    /** A fixed value in a parameter of the query, such as an API key. */
    record Query(String name, Secret value) implements Fixed {
        public Query {
            requireNonNull(name, "name");
            requireNonNull(value, "value");
        }
    }

    /**
     * OAuth 2 client credentials (RFC 6749, section 4.4).
     *
     * @param parameters of the token request beside those of the grant, such as {@code scope}, {@code audience}, {@code resource}
     */
    record OAuth2(URI tokenUrl, String clientId, Proof proof, Map<String, Template> parameters) implements WithToken {
        public OAuth2 {
            requireNonNull(tokenUrl, "tokenUrl");
            requireNonNull(clientId, "clientId");
            requireNonNull(proof, "proof");
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /** How a client shows the token end point who it is. */
    sealed interface Proof {

        /** {@code client_secret} in the form (RFC 6749, section 2.3.1). */
        record SecretInBody(Secret secret) implements Proof {
            public SecretInBody {
                requireNonNull(secret, "secret");
            }
        }

        /** HTTP Basic, with id and secret percent-encoded (RFC 6749, section 2.3.1). */
        record SecretInHeader(Secret secret) implements Proof {
            public SecretInHeader {
                requireNonNull(secret, "secret");
            }
        }

        /**
         * A JWT that the client signs ({@code private_key_jwt}, RFC 7523, section 2.2).
         *
         * @param keyId names the key to the token end point; empty where it knows only one
         * @param audience of the JWT; empty for the address of the token end point
         */
        record PrivateKeyJwt(PrivateKey key, JwtAlgorithm algorithm, Optional<String> keyId, Optional<String> audience)
                implements Proof {
            public PrivateKeyJwt {
                algorithm.requireFits(key);
                requireNonNull(keyId, "keyId");
                requireNonNull(audience, "audience");
            }

            @Override
            public String toString() {
                return "PrivateKeyJwt[" + algorithm + ", kid " + keyId.orElse("none") + "]";
            }
        }
    }

    /** A token of the app's managed identity for the given scope. */
    record ManagedIdentity(String scope) implements WithToken {
        public ManagedIdentity {
            requireNonNull(scope, "scope");
        }
    }

    /**
     * A call of the service's own that gives a token or a session.
     *
     * @param header in which the token is sent
     * @param prefix before the token, such as {@code "Bearer "}
     */
    record Login(LoginCall call, LoginCall.TokenAt token, LoginCall.Lifetime lifetime, String header, String prefix)
            implements WithToken {
        public Login {
            requireNonNull(call, "call");
            requireNonNull(token, "token");
            requireNonNull(lifetime, "lifetime");
            requireNonNull(header, "header");
            requireNonNull(prefix, "prefix");
        }
    }

    /**
     * Signature Version 4 of AWS.
     *
     * @param service in AWS's words: {@code es}, {@code execute-api}, {@code dynamodb}
     * @param sessionToken of temporary credentials
     */
    record AwsSigV4(
            String region, String service, String accessKeyId, Secret secretAccessKey, Optional<Secret> sessionToken)
            implements Auth {
        public AwsSigV4 {
            requireNonNull(region, "region");
            requireNonNull(service, "service");
            requireNonNull(accessKeyId, "accessKeyId");
            requireNonNull(secretAccessKey, "secretAccessKey");
            requireNonNull(sessionToken, "sessionToken");
        }
    }
}
