package dev.fides.sync.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.model.FidesException;
import dev.fides.model.RecordKey;
import dev.fides.run.FieldDifference;
import dev.fides.state.SyncState;
import dev.fides.sync.Instants;
import dev.fides.sync.Sync;
import dev.fides.sync.compare.DocumentDiff;
import dev.fides.sync.compare.HostCheck;
import dev.fides.sync.compare.Inspector;
import dev.fides.sync.compare.Inspector.Explanation;
import dev.fides.sync.compare.Inspector.Intent;
import dev.fides.sync.compare.Wanted;
import dev.fides.sync.decide.Decision;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetRequest;
import dev.fides.target.TargetWrite;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Shows the whole way of one record: what the host has, the document that is made of it, the request that would be sent, and
 * what the target holds. Whatever is decided is decided by those who do it; nothing is written or remembered.
 */
public final class RecordPreview {

    /** So many pages of the target's listing are looked through: a person waits, and the service has other work. */
    private static final int MOST_PAGES = 20;

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    private final Inspector inspector;
    private final Clock clock;

    public RecordPreview(Inspector inspector, Clock clock) {
        this.inspector = inspector;
        this.clock = clock;
    }

    /**
     * What would become of a record.
     *
     * @param explanation what is known, what the host says, what an import would do, and why
     * @param document that is made of the record; empty where there is none, see {@code documentSaid}
     * @param request that an import would send, or a reimport where the import has nothing to send; empty where none can
     *     be made, see {@code requestSaid}
     * @param target what the target lists of the record now, as listed; empty where nothing was found, see {@code targetSaid}
     * @param differences of the target's document from the mapped one; empty where one of them is not there
     */
    public record Preview(
            Explanation explanation,
            Optional<JsonNode> document,
            String documentSaid,
            Optional<TargetRequest> request,
            String requestSaid,
            Optional<JsonNode> target,
            String targetSaid,
            List<FieldDifference> differences) {
        public Preview {
            differences = List.copyOf(differences);
        }
    }

    /** What was found at the target. */
    private record Held(Optional<JsonNode> item, String said) {}

    /** What would be sent. */
    private record Sent(Optional<TargetRequest> request, String said) {}

    /** Looks at the host, and at the target where it can be listed. */
    public Preview of(Sync sync, RecordKey key) {
        Explanation explanation = inspector.explain(sync, key);
        Wanted wanted = HostCheck.whole(sync, explanation.host(), explanation.state());
        Optional<Wanted.Document> document =
                wanted instanceof Wanted.Document mapped ? Optional.of(mapped) : Optional.empty();
        Sent sent = request(sync, key, explanation, document);
        Held held = held(sync, key);
        List<FieldDifference> differences = document.isPresent() && held.item().isPresent()
                ? DocumentDiff.between(
                        sync.mapping().comparison(),
                        held.item().get(),
                        document.get().document())
                : List.of();
        return new Preview(
                explanation,
                document.map(Wanted.Document::document),
                said(wanted),
                sent.request(),
                sent.said(),
                held.item(),
                held.said(),
                differences);
    }

    private static String said(Wanted wanted) {
        if (wanted instanceof Wanted.Document) {
            return "mapped from the host's record";
        } else if (wanted instanceof Wanted.Nothing nothing) {
            return switch (nothing.why()) {
                case ABSENT -> "none, the host does not have the record";
                case MOVED -> "none under this id, it has moved";
                case NOT_FOR_TARGET -> "none, the mapping says that the target is not to have it";
            };
        } else if (wanted instanceof Wanted.Unmappable invalid) {
            return "none can be made: " + invalid.message();
        } else if (wanted instanceof Wanted.Unreadable unreadable) {
            return "unknown, the host gave no clear answer: "
                    + unreadable.error().getMessage();
        }
        throw new IllegalStateException("whoever asks for a whole document gets none of these: " + wanted);
    }

    private Sent request(Sync sync, RecordKey key, Explanation explanation, Optional<Wanted.Document> document) {
        Optional<SyncState> state = explanation.state();
        if (document.isPresent()) {
            Wanted.Document wanted = document.get();
            Decision.Put put = Decision.Put.of(
                    wanted.id(), wanted.document(), wanted.hashes(), Instants.now(clock), state, Optional.empty());
            String said = explanation.intent() == Intent.PUBLISH
                    ? "an import sends this"
                    : "an import sends nothing now; a reimport sends this";
            return shown(sync, TargetWrites.write(sync, key, put, state), said + others(put));
        }
        Optional<String> id = state.flatMap(SyncState::targetId);
        if (explanation.intent() == Intent.DELETE_BY_CLEAN_UP && id.isPresent()) {
            return shown(sync, new TargetWrite.Delete(key, id.get()), "a clean-up sends this, once its guard lets it");
        }
        return new Sent(Optional.empty(), "nothing is sent");
    }

    private static String others(Decision.Put put) {
        return put.replaces().isEmpty()
                ? ""
                : "; afterwards the documents " + String.join(", ", put.replaces()) + " of this record are deleted";
    }

    private static Sent shown(Sync sync, TargetWrite write, String said) {
        try {
            Optional<TargetRequest> request = sync.target().preview(write);
            return new Sent(
                    request, request.isPresent() ? said : said + ", but this target does not show its requests");
        } catch (FidesException e) {
            return new Sent(Optional.empty(), "no request can be made of it: " + e.getMessage());
        }
    }

    private Held held(Sync sync, RecordKey key) {
        try {
            return sync.target().traits().lists() ? listed(sync, key) : found(sync, key);
        } catch (FidesException e) {
            return new Held(Optional.empty(), "unknown, the target cannot be read: " + e.getMessage());
        }
    }

    private static Held found(Sync sync, RecordKey key) {
        if (!sync.target().traits().finds()) {
            return new Held(
                    Optional.empty(), "unknown, the definition does not say how the target is listed (target.list)");
        }
        return new Held(
                Optional.empty(),
                sync.target()
                        .find(key)
                        .map(id ->
                                "a document with the id " + id + "; what is in it cannot be read without target.list")
                        .orElse("no document"));
    }

    private Held listed(Sync sync, RecordKey key) {
        Instant until = clock.instant().plus(LONGEST_LOOK);
        Optional<String> cursor = Optional.empty();
        for (int page = 1; ; page++) {
            TargetPage read = sync.target().list(cursor);
            Optional<JsonNode> item = read.documents().stream()
                    .filter(document -> document.key().equals(key))
                    .findFirst()
                    .map(document -> document.body());
            if (item.isPresent()) {
                return new Held(item, "listed on page " + page);
            }
            cursor = read.next();
            if (cursor.isEmpty()) {
                return new Held(Optional.empty(), "no document; the target's listing was read to its end");
            }
            if (page == MOST_PAGES || clock.instant().isAfter(until)) {
                return new Held(
                        Optional.empty(),
                        "unknown, it is not among the first " + page
                                + " pages of the target's listing; a verify run reads" + " all of them");
            }
        }
    }
}
