package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import dev.fides.config.source.Secret;
import java.net.URI;
import java.util.Optional;

/** How Fides shows a host or a target who it is. */
public sealed interface Auth {

    /** No credentials are sent. */
    record None() implements Auth {}

    /** HTTP Basic authentication. */
    record Basic(String user, Secret password) implements Auth {
        public Basic {
            requireNonNull(user, "user");
            requireNonNull(password, "password");
        }
    }

    /** A fixed token in {@code Authorization: Bearer}. */
    record Bearer(Secret token) implements Auth {
        public Bearer {
            requireNonNull(token, "token");
        }
    }

    /** A fixed value in a header of the service's own, such as an API key. */
    record Header(String name, Secret value) implements Auth {
        public Header {
            requireNonNull(name, "name");
            requireNonNull(value, "value");
        }
    }

    /** OAuth 2 client credentials; the token is renewed before it ends. */
    record OAuth2(URI tokenUrl, String clientId, Secret clientSecret, Optional<String> scope, Optional<String> audience)
            implements Auth {
        public OAuth2 {
            requireNonNull(tokenUrl, "tokenUrl");
            requireNonNull(clientId, "clientId");
            requireNonNull(clientSecret, "clientSecret");
            requireNonNull(scope, "scope");
            requireNonNull(audience, "audience");
        }
    }

    /** A token of the app's managed identity for the given scope. */
    record ManagedIdentity(String scope) implements Auth {
        public ManagedIdentity {
            requireNonNull(scope, "scope");
        }
    }
}
