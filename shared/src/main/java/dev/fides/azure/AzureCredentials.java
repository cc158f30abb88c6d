package dev.fides.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;
import java.util.Optional;

/** Gives the credential of an identity. */
@FunctionalInterface
public interface AzureCredentials {

    /**
     * The credential of one identity.
     *
     * @param clientId of a user-assigned identity; empty for the default one
     */
    TokenCredential of(Optional<String> clientId);

    /** The app's managed identity in Azure, the developer's own on a desk. */
    static AzureCredentials ofThisMachine() {
        return clientId -> {
            DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder();
            clientId.ifPresent(builder::managedIdentityClientId);
            return builder.build();
        };
    }
}
