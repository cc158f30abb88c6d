package dev.fides.local.cosmos.store;

import java.util.Optional;

/** One thing to do to one document; the same whether it comes alone, in bulk or in a batch. */
public sealed interface DocumentOperation {
    DocumentKey key();

    /**
     * Does it.
     *
     * @throws CosmosException 404, 409, 412 and the like; nothing has changed then
     */
    OperationResult apply(Container container);

    default boolean writes() {
        return true;
    }

    /** Writes a document that must not exist. */
    record Create(NewDocument document) implements DocumentOperation {
        @Override
        public DocumentKey key() {
            return document.key();
        }

        @Override
        public OperationResult apply(Container container) {
            DocumentIndex documents = container.documents();
            return documents.exclusively(() -> {
                if (documents.find(key()).isPresent()) {
                    throw CosmosException.conflict(
                            "Entity with the specified id already exists in the system: id " + key().id());
                }
                StoredDocument stored = documents.put(document, Optional.empty());
                return OperationResult.of(201, stored, RequestCharge.insert(document.size()));
            });
        }
    }

    /** Writes a document whether or not it exists. An ETag is compared only where it does. */
    record Upsert(NewDocument document, Optional<String> ifMatch) implements DocumentOperation {
        @Override
        public DocumentKey key() {
            return document.key();
        }

        @Override
        public OperationResult apply(Container container) {
            DocumentIndex documents = container.documents();
            return documents.exclusively(() -> {
                Optional<StoredDocument> old = documents.find(key());
                old.ifPresent(current -> Preconditions.ifMatch(container, current, ifMatch));
                StoredDocument stored = documents.put(document, old);
                return old.isPresent()
                        ? OperationResult.of(200, stored, RequestCharge.replace(document.size()))
                        : OperationResult.of(201, stored, RequestCharge.insert(document.size()));
            });
        }
    }

    /** Writes a document that must exist. */
    record Replace(DocumentKey key, NewDocument document, Optional<String> ifMatch) implements DocumentOperation {
        public Replace {
            if (!key.equals(document.key())) {
                throw CosmosException.badRequest("The id of a document can't be changed by a replace: id " + key.id());
            }
        }

        @Override
        public OperationResult apply(Container container) {
            DocumentIndex documents = container.documents();
            return documents.exclusively(() -> {
                StoredDocument old = Preconditions.existing(container, key);
                Preconditions.ifMatch(container, old, ifMatch);
                StoredDocument stored = documents.put(document, Optional.of(old));
                return OperationResult.of(200, stored, RequestCharge.replace(document.size()));
            });
        }
    }

    /** Reads a document; 304 when the caller has this version already. */
    record Read(DocumentKey key, Optional<String> ifNoneMatch) implements DocumentOperation {
        @Override
        public boolean writes() {
            return false;
        }

        @Override
        public OperationResult apply(Container container) {
            StoredDocument document = Preconditions.existing(container, key);
            boolean known = ifNoneMatch.filter(container.etag(document)::equals).isPresent();
            return OperationResult.of(known ? 304 : 200, document, RequestCharge.read(document.size()));
        }
    }

    /** Removes a document. */
    record Delete(DocumentKey key, Optional<String> ifMatch) implements DocumentOperation {
        @Override
        public OperationResult apply(Container container) {
            DocumentIndex documents = container.documents();
            return documents.exclusively(() -> {
                StoredDocument old = Preconditions.existing(container, key);
                Preconditions.ifMatch(container, old, ifMatch);
                documents.remove(old);
                return OperationResult.deleted(RequestCharge.delete(old.size()));
            });
        }
    }

    /** Changes parts of a document. The new version is made outside the lock and again when another write came between. */
    record PatchDocument(DocumentKey key, Patch patch, Optional<String> ifMatch) implements DocumentOperation {
        @Override
        public OperationResult apply(Container container) {
            DocumentIndex documents = container.documents();
            while (true) {
                StoredDocument old = Preconditions.existing(container, key);
                Preconditions.ifMatch(container, old, ifMatch);
                NewDocument patched = NewDocument.of(
                        patch.apply(container.tree(old)), container.partitionKey(), Optional.of(key.partition()));
                if (!patched.key().equals(key)) {
                    throw CosmosException.badRequest("The id of a document can't be patched: id " + key.id());
                }
                Optional<StoredDocument> stored = documents.exclusively(() -> documents
                        .find(key)
                        .filter(current -> current.lsn() == old.lsn())
                        .map(current -> documents.put(patched, Optional.of(current))));
                if (stored.isPresent()) {
                    return OperationResult.of(200, stored.get(), RequestCharge.replace(patched.size()));
                }
            }
        }
    }

    /** An operation of a batch that could not be understood: it fails in its place, so that the others get their outcome. */
    record Invalid(DocumentKey key, CosmosException reason) implements DocumentOperation {
        @Override
        public OperationResult apply(Container container) {
            throw reason;
        }
    }
}
