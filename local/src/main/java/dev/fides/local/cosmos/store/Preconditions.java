package dev.fides.local.cosmos.store;

import java.util.Optional;

/** What must hold before a document is changed. */
final class Preconditions {
    private Preconditions() {}

    static StoredDocument existing(Container container, DocumentKey key) {
        return container
                .documents()
                .find(key)
                .orElseThrow(() -> CosmosException.notFound(
                        "Entity with the specified id does not exist in the system: id " + key.id()));
    }

    static void ifMatch(Container container, StoredDocument current, Optional<String> ifMatch) {
        if (ifMatch.isPresent() && !ifMatch.get().equals("*") && !ifMatch.get().equals(container.etag(current))) {
            throw CosmosException.preconditionFailed("One of the specified pre-condition is not met: id "
                    + current.key().id());
        }
    }
}
