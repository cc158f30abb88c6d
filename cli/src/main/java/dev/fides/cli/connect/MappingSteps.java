package dev.fides.cli.connect;

import dev.fides.mapping.MappingResult;
import dev.fides.mapping.MappingResult.Invalid;
import dev.fides.mapping.MappingResult.Mapped;
import dev.fides.mapping.MappingResult.NotForTarget;
import dev.fides.model.Hash;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.sync.Sync;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Maps the first records, as an import would, and looks at what comes of them. */
final class MappingSteps {

    private final Sync sync;
    private final Steps steps;
    private final Map<RecordKey, Mapped> mapped = new LinkedHashMap<>();
    private final Map<RecordKey, Invalid> invalid = new LinkedHashMap<>();
    private int filtered;

    MappingSteps(Sync sync, Steps steps) {
        this.sync = sync;
        this.steps = steps;
    }

    void run(List<HostRecord> records) {
        steps.step(
                "mapping",
                "mapping",
                () -> records.isEmpty() ? Finding.skipped("there is no record to map") : look(records));
    }

    private Finding look(List<HostRecord> records) {
        records.forEach(this::map);
        String said = records.size() + " records: " + mapped.size() + " documents, " + filtered
                + " not for the target, " + invalid.size() + " cannot be mapped";
        if (!invalid.isEmpty()) {
            Map.Entry<RecordKey, Invalid> first = invalid.entrySet().iterator().next();
            String what = said + "; record " + first.getKey() + ": "
                    + first.getValue().message();
            String change = change(first.getValue().reason());
            return mapped.isEmpty() ? Finding.fault(what, change) : Finding.warning(what, change);
        }
        if (mapped.isEmpty()) {
            return Finding.fault(said, "the mapping gives null for every record; look at its conditions");
        }
        Set<Hash> contents = new HashSet<>();
        mapped.values().forEach(document -> contents.add(document.contentHash()));
        if (mapped.size() > 1 && contents.size() == 1) {
            return Finding.fault(
                    said + ", all with the same content",
                    "the mapping takes nothing from the record; look at the names of the members that it reads");
        }
        return sameId().map(pair -> Finding.fault(
                        said + "; " + pair, "let the mapping make another id of each record; look at target.id"))
                .orElseGet(() -> Finding.ok(said));
    }

    private void map(HostRecord record) {
        MappingResult result = sync.mapping().map(record);
        if (result instanceof Mapped document) {
            mapped.put(record.key(), document);
        } else if (result instanceof NotForTarget) {
            filtered++;
        } else if (result instanceof Invalid refused) {
            invalid.put(record.key(), refused);
        }
    }

    private static String change(MappingResult.Reason reason) {
        return switch (reason) {
            case MAPPING, TIMEOUT -> "look at the mapping";
            case SCHEMA -> "look at the mapping, or at the schema if it asks for too much";
            case TARGET_ID ->
                "let target.id point to a text or an integer of each document; look whether the mapping makes it";
        };
    }

    private Optional<String> sameId() {
        Map<String, RecordKey> keyOfId = new HashMap<>();
        for (Map.Entry<RecordKey, Mapped> one : mapped.entrySet()) {
            Optional<RecordKey> other = one.getValue().id().map(id -> keyOfId.putIfAbsent(id, one.getKey()));
            if (other.isPresent()) {
                return Optional.of("records " + other.get() + " and " + one.getKey() + " have the same id "
                        + one.getValue().id().orElseThrow());
            }
        }
        return Optional.empty();
    }
}
