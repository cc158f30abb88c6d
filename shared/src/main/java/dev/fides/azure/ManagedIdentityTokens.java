package dev.fides.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.fides.config.source.Secret;
import dev.fides.model.RetryableException;
import dev.fides.rest.auth.AccessToken;
import dev.fides.rest.auth.TokenSource;
import java.util.Optional;

/** Tokens of the app's managed identity, for hosts and targets that know it. */
public final class ManagedIdentityTokens implements TokenSource {

    private final Lazy<TokenCredential> credential;

    /** @param clientId of a user-assigned identity; empty for the default one */
    public ManagedIdentityTokens(AzureCredentials credentials, Optional<String> clientId) {
        this.credential = new Lazy<>(() -> credentials.of(clientId));
    }

    @Override
    public AccessToken token(String scope) {
        try {
            com.azure.core.credential.AccessToken token =
                    credential.get().getTokenSync(new TokenRequestContext().addScopes(scope));
            return new AccessToken(
                    Secret.of(token.getToken()), token.getExpiresAt().toInstant());
        } catch (RuntimeException e) {
            throw new RetryableException("no token of the app's identity for " + scope + ": " + e.getMessage(), e);
        }
    }
}
