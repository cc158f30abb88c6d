package dev.fides.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.model.ModelJson;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs, ledgers and pages as JSON documents. */
public final class RunCodec {

    /**
     * A ledger with its sums, so that a run can be summed up without its keys being read.
     *
     * @param keys in the order of the batch
     * @param outcomes one for each key, in the same order
     */
    private record LedgerDocument(
            String runId,
            String id,
            int page,
            int claim,
            int lane,
            Instant sentAt,
            boolean resent,
            boolean settled,
            OutcomeCounts counts,
            List<RecordKey> keys,
            Collection<Outcome> outcomes) {}

    private final JsonMapper mapper = ModelJson.mapper();

    public ObjectNode encode(Run run) {
        return mapper.valueToTree(run);
    }

    /**
     * Reads a run; members that a store added are skipped.
     *
     * @throws PermanentException when the document is none
     */
    public Run decodeRun(JsonNode json) {
        return read(json, Run.class, "run");
    }

    public ObjectNode encode(Ledger ledger) {
        return mapper.valueToTree(new LedgerDocument(
                ledger.runId(),
                ledger.id(),
                ledger.page(),
                ledger.claim(),
                ledger.lane(),
                ledger.sentAt(),
                ledger.resent(),
                ledger.settled(),
                ledger.counts(),
                List.copyOf(ledger.outcomes().keySet()),
                List.copyOf(ledger.outcomes().values())));
    }

    /**
     * Reads a ledger; members that a store added are skipped.
     *
     * @throws PermanentException when the document is none
     */
    public Ledger decodeLedger(JsonNode json) {
        LedgerDocument d = read(json, LedgerDocument.class, "ledger");
        if (d.keys.size() != d.outcomes.size()) {
            throw new PermanentException("not a readable ledger: " + d.keys.size() + " keys with " + d.outcomes.size()
                    + " outcomes: run " + d.runId + ", ledger " + d.id);
        }
        Map<RecordKey, Outcome> outcomes = new LinkedHashMap<>();
        var each = d.outcomes.iterator();
        d.keys.forEach(key -> outcomes.put(key, each.next()));
        return new Ledger(d.runId, d.id, d.page, d.claim, d.lane, outcomes, d.sentAt, d.resent);
    }

    /**
     * Reads what sums up a ledger; its keys may be missing.
     *
     * @throws PermanentException when the document is no ledger
     */
    public LedgerSummary decodeSummary(JsonNode json) {
        return read(json, LedgerSummary.class, "ledger");
    }

    public ObjectNode encode(RunPage page) {
        return mapper.valueToTree(page);
    }

    /**
     * Reads a page; members that a store added are skipped.
     *
     * @throws PermanentException when the document is none
     */
    public RunPage decodePage(JsonNode json) {
        return read(json, RunPage.class, "page");
    }

    private <T> T read(JsonNode json, Class<T> type, String name) {
        try {
            return mapper.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new PermanentException(
                    "not a readable " + name + ": " + e.getOriginalMessage() + ": run "
                            + json.path("runId").asText(json.path("id").asText()),
                    e);
        }
    }
}
