package dev.fides.local.demo.target;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.demo.Counters;
import dev.fides.local.demo.DemoJson;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The one way to the documents of the demo target: faults first, then the write, then the counting. */
final class DocumentWriter {

    private final DocumentStore documents;
    private final TargetFaults faults;
    private final Counters counters;
    private final RequestRate rate;
    private final Map<String, Integer> writes = new ConcurrentHashMap<>();
    private final Queue<TargetControl.Delete> deletes = new ConcurrentLinkedQueue<>();
    private final Clock clock;

    DocumentWriter(DocumentStore documents, TargetFaults faults, Counters counters, RequestRate rate, Clock clock) {
        this.documents = documents;
        this.faults = faults;
        this.counters = counters;
        this.rate = rate;
        this.clock = clock;
    }

    ActionOutcome write(WriteAction write) {
        String externalId = externalId(write);
        Optional<ActionOutcome> fault = faults.onWrite(write.id(), externalId);
        Optional<String> before = documents.find(write.id()).map(DocumentStore.Entry::document);
        ActionOutcome outcome = fault.orElseGet(() -> documents.apply(write));
        if (outcome.applied()) {
            counters.add("writes");
            counters.add(outcome.result());
            rate.written(1);
            writes.merge(externalId, 1, Integer::sum);
            if (outcome.equals(ActionOutcome.DELETED)) {
                deletes.add(new TargetControl.Delete(externalId, clock.instant()));
            }
            if (outcome.equals(ActionOutcome.UPDATED)
                    && before.equals(documents.find(write.id()).map(DocumentStore.Entry::document))) {
                counters.add("identical");
            }
        } else {
            counters.add(outcome.status() == 404 ? "notFound" : "failed");
        }
        return outcome;
    }

    /** How often the document with this external id was written since the last reset. */
    int writesOf(String externalId) {
        return writes.getOrDefault(externalId, 0);
    }

    /** How many documents were written how often. */
    Map<Integer, Long> histogram() {
        var histogram = new TreeMap<Integer, Long>();
        writes.values().forEach(times -> histogram.merge(times, 1L, Long::sum));
        return histogram;
    }

    List<TargetControl.Delete> deletes() {
        return List.copyOf(deletes);
    }

    void resetCounts() {
        deletes.clear();
        writes.clear();
    }

    private String externalId(WriteAction write) {
        if (write instanceof WriteAction.Index index) {
            return externalId(index.document(), index.id());
        }
        if (write instanceof WriteAction.Create create) {
            return externalId(create.document(), create.id());
        }
        return documents
                .find(write.id())
                .map(entry -> externalId(DemoJson.readObject(entry.document()), entry.id()))
                .orElse(write.id());
    }

    private static String externalId(ObjectNode document, String otherwise) {
        return document.path(DocumentStore.EXTERNAL_ID).asText(otherwise);
    }
}
