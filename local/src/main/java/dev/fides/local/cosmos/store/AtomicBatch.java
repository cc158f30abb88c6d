package dev.fides.local.cosmos.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A transactional batch: all operations or none, and nobody sees a part of it. */
public final class AtomicBatch {
    private final Container container;
    private final Map<DocumentKey, Optional<StoredDocument>> before = new LinkedHashMap<>();

    private AtomicBatch(Container container) {
        this.container = container;
    }

    /** One result per operation, in order; after a failure all others have status 424. */
    public static List<OperationResult> run(Container container, List<DocumentOperation> operations) {
        return container.documents().exclusively(() -> new AtomicBatch(container).apply(operations));
    }

    private List<OperationResult> apply(List<DocumentOperation> operations) {
        List<OperationResult> results = new ArrayList<>();
        for (DocumentOperation operation : operations) {
            before.computeIfAbsent(operation.key(), container.documents()::find);
            try {
                results.add(operation.apply(container));
            } catch (CosmosException e) {
                before.forEach(container.documents()::restore);
                List<OperationResult> failed =
                        new ArrayList<>(Collections.nCopies(operations.size(), OperationResult.failedDependency()));
                failed.set(results.size(), OperationResult.failed(e));
                return failed;
            }
        }
        return results;
    }
}
