package dev.fides.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.model.ConflictException;
import dev.fides.run.Ledger;
import dev.fides.run.LedgerSummary;
import dev.fides.run.Run;
import dev.fides.run.RunCodec;
import dev.fides.run.RunListing;
import dev.fides.run.RunPage;
import dev.fides.run.RunPageId;
import dev.fides.run.RunStatus;
import dev.fides.run.RunStore;
import dev.fides.run.StoredLedger;
import dev.fides.run.StoredRun;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs, their ledgers and pages in the container {@code sync-runs}, partitioned by {@code /runId}. The run's document bears the
 * run's id, a ledger's {@code ledger:{id}}, what it noted down {@code sheet:{kind}:{id}}.
 */
public final class CosmosRunStore implements RunStore {

    private static final String LEDGER_ID = "ledgerId";
    private static final String SUMMARIES =
            "SELECT c.ledgerId AS id, c.page, c.claim, c.lane, c.counts, c.sentAt, c.resent"
                    + " FROM c WHERE c.runId = @run AND ";
    private static final int SUMMARIES_PER_PAGE = 500;
    private static final int MOST_ACTIVE_RUNS = 100;

    private static final String ACTIVE = Arrays.stream(RunStatus.values())
            .filter(status -> !status.ended())
            .map(status -> "'" + status + "'")
            .collect(Collectors.joining(", ", "c.status IN (", ")"));

    /** The sync is in the order too, because only then one index has both, and the service loads no more than the page. */
    private static final String NEWEST_FIRST =
            "SELECT * FROM c WHERE c.sync = @sync ORDER BY c.sync DESC, c.createdAt DESC";

    private final RunCodec codec = new RunCodec();
    private final CosmosDocuments documents;
    private final CosmosWriter writer;
    private final Duration retention;

    /**
     * @param retention how long a run is kept after its end. A ledger is kept twice as long after it was written last, so
     *     that it outlives its run without being written once more when the run ends.
     */
    public CosmosRunStore(AzureClients clients, Duration retention, RequestCharges charges) {
        documents = clients.documents(CosmosContainer.SYNC_RUNS, charges);
        writer = new CosmosWriter(documents);
        this.retention = retention;
    }

    @Override
    public StoredRun create(Run run) {
        return write(run, Optional.empty());
    }

    @Override
    public Optional<StoredRun> read(String runId) {
        return documents.read(DocumentIds.of(runId), runId).map(this::run);
    }

    @Override
    public StoredRun replace(StoredRun expected, Run run) {
        return write(run, Optional.of(expected.etag()));
    }

    private StoredRun write(Run run, Optional<String> expected) {
        ObjectNode document = codec.encode(run);
        Run stored = codec.decodeRun(document);
        document.put("id", DocumentIds.of(run.id())).put("runId", run.id());
        if (run.status().ended()) {
            document.put("ttl", retention.toSeconds());
        }
        String etag = write(document, run.id(), expected, "run " + run.id());
        return new StoredRun(stored, etag);
    }

    private String write(ObjectNode document, String runId, Optional<String> expected, String what) {
        document.put(DocumentWrite.WRITE_ID, UUID.randomUUID().toString());
        WriteOutcome outcome = writer.write(new DocumentWrite(document, runId, expected));
        if (outcome instanceof WriteOutcome.Written written) {
            return written.etag();
        } else if (outcome instanceof WriteOutcome.Failed failed) {
            throw failed.error();
        }
        throw new ConflictException((expected.isPresent() ? "another version is stored: " : "it exists: ") + what);
    }

    @Override
    public List<StoredRun> active(String sync) {
        String sql = "SELECT * FROM c WHERE c.sync = @sync AND " + ACTIVE;
        return documents.first(sql, Map.of("@sync", sync), Optional.empty(), MOST_ACTIVE_RUNS).stream()
                .map(this::run)
                .sorted(Comparator.comparing(
                        StoredRun::run,
                        Comparator.comparing(Run::createdAt)
                                .thenComparing(Run::id)
                                .reversed()))
                .toList();
    }

    @Override
    public RunListing list(String sync, Optional<String> cursor, int limit) {
        CosmosDocuments.Page page =
                documents.page(NEWEST_FIRST, Map.of("@sync", sync), Optional.empty(), cursor, limit);
        return new RunListing(
                page.documents().stream().map(document -> run(document).run()).toList(), page.next());
    }

    @Override
    public void putLedgers(List<Ledger> ledgers) {
        if (ledgers.stream().map(Ledger::runId).distinct().count() > 1) {
            throw new IllegalArgumentException("ledgers of more than one run");
        }
        writer.upsertAll(
                ledgers.stream().map(this::document).toList(),
                ledgers.isEmpty() ? "" : ledgers.get(0).runId());
    }

    private ObjectNode document(Ledger ledger) {
        return codec.encode(ledger)
                .put("id", ledgerDocumentId(ledger.id()))
                .put(LEDGER_ID, ledger.id())
                .put("ttl", retention.multipliedBy(2).toSeconds());
    }

    private static String ledgerDocumentId(String ledgerId) {
        return DocumentIds.of("ledger:" + ledgerId);
    }

    @Override
    public Optional<StoredLedger> ledger(String runId, String ledgerId) {
        return documents.read(ledgerDocumentId(ledgerId), runId).map(document -> {
            String etag = document.get("_etag").textValue();
            document.set("id", document.get(LEDGER_ID));
            return new StoredLedger(codec.decodeLedger(document), etag);
        });
    }

    @Override
    public StoredLedger replace(StoredLedger expected, Ledger ledger) {
        String what = "ledger " + ledger.id() + ", run " + ledger.runId();
        Ledger stored = codec.decodeLedger(codec.encode(ledger));
        return new StoredLedger(stored, write(document(ledger), ledger.runId(), Optional.of(expected.etag()), what));
    }

    @Override
    public void eachLedger(String runId, Consumer<LedgerSummary> to) {
        Optional<String> cursor = Optional.empty();
        do {
            CosmosDocuments.Page page = documents.page(
                    SUMMARIES + "IS_DEFINED(c.settled)",
                    Map.of("@run", runId),
                    Optional.of(runId),
                    cursor,
                    SUMMARIES_PER_PAGE);
            page.documents().stream().map(codec::decodeSummary).forEach(to);
            cursor = page.next();
        } while (cursor.isPresent());
    }

    @Override
    public List<LedgerSummary> unsettled(String runId, int limit) {
        return documents
                .first(SUMMARIES + "c.settled = false", Map.of("@run", runId), Optional.of(runId), limit)
                .stream()
                .map(codec::decodeSummary)
                .toList();
    }

    @Override
    public void putPages(List<RunPage> pages) {
        if (pages.stream().map(page -> page.at().runId()).distinct().count() > 1) {
            throw new IllegalArgumentException("pages of more than one run");
        }
        writer.upsertAll(
                pages.stream().map(this::document).toList(),
                pages.isEmpty() ? "" : pages.get(0).at().runId());
    }

    private ObjectNode document(RunPage page) {
        return codec.encode(page)
                .put("id", pagePrefix(page.kind()) + page.at().text())
                .put("runId", page.at().runId())
                .put("ttl", retention.multipliedBy(2).toSeconds());
    }

    /** The ids of pages sort as their pages do, and ids need no index of their own. */
    private static String pagePrefix(RunPage.Kind kind) {
        return "sheet:" + kind + ":";
    }

    @Override
    public List<RunPage> pages(String runId, RunPage.Kind kind, Optional<RunPageId> after, int limit) {
        String prefix = pagePrefix(kind);
        Map<String, String> parameters =
                Map.of("@after", prefix + after.map(RunPageId::text).orElse(""), "@end", prefix + "~");
        return documents
                .first(
                        "SELECT * FROM c WHERE c.id > @after AND c.id < @end ORDER BY c.id",
                        parameters,
                        Optional.of(runId),
                        limit)
                .stream()
                .map(codec::decodePage)
                .toList();
    }

    @Override
    public int remove(String runId, int limit) {
        String runDocument = DocumentIds.of(runId);
        List<String> ids = documents
                .first(
                        "SELECT c.id FROM c WHERE c.runId = @run",
                        Map.of("@run", runId),
                        Optional.of(runId),
                        Math.addExact(limit, 1))
                .stream()
                .map(document -> document.get("id").textValue())
                .toList();
        List<String> parts =
                ids.stream().filter(id -> !id.equals(runDocument)).limit(limit).toList();
        boolean all = ids.size() <= limit;
        documents.removeAll(parts, Optional.of(runId));
        if (all && ids.contains(runDocument)) {
            documents.removeAll(List.of(runDocument), Optional.of(runId));
            return parts.size() + 1;
        }
        return parts.size();
    }

    private StoredRun run(JsonNode document) {
        ObjectNode json = document.deepCopy();
        json.set("id", json.get("runId"));
        return new StoredRun(codec.decodeRun(json), document.get("_etag").textValue());
    }
}
