package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.json.Hashing;
import dev.fides.model.Change;
import dev.fides.model.DocumentHashes;
import dev.fides.model.Hash;
import dev.fides.model.PermanentException;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.run.ReadCounts;
import dev.fides.run.RunType;
import dev.fides.state.FailureReason;
import dev.fides.state.Standing;
import dev.fides.state.StateCounts;
import dev.fides.state.SyncState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the target confirmed counts until somebody may have written something else, whoever looks and why. */
class TrustTest {

    private static final String KEY = "k0003";

    private final World world = new World();

    @Test
    void a_record_that_is_back_at_what_the_target_confirmed_costs_an_import_no_write() {
        theTargetRefusesAChangeThatIsTakenBack();

        assertThat(world.complete(RunType.IMPORT).progress().read()).isEqualTo(new ReadCounts(5, 5, 0, 0, 0, 0));

        nothingWasWrittenAndTheFailureIsOver();
    }

    @Test
    void a_record_that_is_back_at_what_the_target_confirmed_costs_an_event_no_write() {
        theTargetRefusesAChangeThatIsTakenBack();

        world.send(new Change.Refresh(new RecordKey(KEY), RefreshReason.EVENT), Priority.HIGH);
        world.untilQuiet();

        nothingWasWrittenAndTheFailureIsOver();
    }

    @Test
    void when_the_target_confirmed_a_document_is_kept_whoever_finds_that_nothing_differs() {
        world.host.fill(3);
        world.complete(RunType.IMPORT);
        Instant confirmed = publishedAt("k0000");

        world.clock.advance(Duration.ofHours(1));
        world.mapping.version("renamed");
        world.complete(RunType.IMPORT);
        assertThat(publishedAt("k0000")).as("after an import").isEqualTo(confirmed);

        world.clock.advance(Duration.ofHours(1));
        world.send(new Change.Refresh(new RecordKey("k0000"), RefreshReason.EVENT), Priority.HIGH);
        world.untilQuiet();
        assertThat(publishedAt("k0000")).as("after an event").isEqualTo(confirmed);

        world.clock.advance(Duration.ofHours(1));
        world.send(theSameDocumentSeenNow("k0000"), Priority.NORMAL);
        world.untilQuiet();
        assertThat(publishedAt("k0000")).as("after an identical upsert").isEqualTo(confirmed);
        assertThat(world.target.writes()).hasSize(3);
    }

    @Test
    void an_operator_who_refreshes_a_record_that_the_host_refuses_to_give_unpublishes_nothing() {
        world.host.fill(10);
        world.complete(RunType.IMPORT);
        world.host.unreadable(KEY, new PermanentException("400"));

        world.send(new Change.Refresh(new RecordKey(KEY), RefreshReason.REQUEST).rewriting(), Priority.HIGH);
        world.untilQuiet();

        itFailedAndIsPublishedAllTheSame();
    }

    @Test
    void a_look_that_waited_for_a_paused_sync_unpublishes_nothing_when_the_host_refuses() {
        world.host.fill(10);
        world.complete(RunType.IMPORT);
        world.host.unreadable(KEY, new PermanentException("400"));
        world.pauses.pause(world.sync, "ann");

        world.send(new Change.Refresh(new RecordKey(KEY), RefreshReason.EVENT), Priority.HIGH);
        world.work();
        world.pauses.resume(world.sync, "ann");
        world.untilQuiet();

        itFailedAndIsPublishedAllTheSame();
    }

    @Test
    void a_change_that_waited_for_the_target_and_is_refused_leaves_the_document_before_it_published() {
        world.host.fill(10);
        world.complete(RunType.IMPORT);
        world.host.put(KEY, "new");
        world.target.down();
        world.start(RunType.IMPORT);
        world.work();
        world.target.up();
        world.target.refuse(KEY);
        world.untilQuiet();

        assertThat(world.state(KEY).orElseThrow().failure().orElseThrow().reason())
                .isEqualTo(FailureReason.TARGET_REFUSED);
        assertThat(published()).isEqualTo(10);
    }

    @Test
    void a_change_seen_a_moment_after_what_was_confirmed_is_published_however_long_its_message_is_under_way() {
        world.host.fill(3);
        world.complete(RunType.IMPORT);
        world.clock.advance(Duration.ofSeconds(2));
        world.host.put("k0000", "edited");
        Instant seen = world.clock.instant();
        JsonNode document = world.mappedHost().get(new RecordKey("k0000"));
        Hash content = Hashing.contentHash(document, "put");
        DocumentHashes hashes =
                new DocumentHashes(content, content, world.sync.mapping().fingerprint());

        world.clock.advance(Duration.ofSeconds(30));
        world.send(new Change.Upsert(new RecordKey("k0000"), document, hashes, seen, false), Priority.NORMAL);
        world.untilQuiet();

        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    private void theTargetRefusesAChangeThatIsTakenBack() {
        world.host.fill(5);
        world.complete(RunType.IMPORT);
        String before = world.host.all().get(new RecordKey(KEY)).path("value").asText();
        world.host.put(KEY, "refused");
        world.target.refuse(KEY);
        world.complete(RunType.IMPORT);
        assertThat(world.state(KEY).orElseThrow().failure()).isPresent();
        world.host.put(KEY, before);
        world.target.forgetWrites();
    }

    private void nothingWasWrittenAndTheFailureIsOver() {
        assertThat(world.target.writes()).isEmpty();
        SyncState state = world.state(KEY).orElseThrow();
        assertThat(state.failure()).isEmpty();
        assertThat(state.published()).isPresent();
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    private void itFailedAndIsPublishedAllTheSame() {
        assertThat(world.state(KEY).orElseThrow().failure().orElseThrow().reason())
                .isEqualTo(FailureReason.HOST_REFUSED);
        assertThat(published()).isEqualTo(10);
    }

    private Change theSameDocumentSeenNow(String key) {
        DocumentHashes hashes =
                world.state(key).orElseThrow().published().orElseThrow().hashes();
        return new Change.Upsert(
                new RecordKey(key), world.mappedHost().get(new RecordKey(key)), hashes, world.clock.instant(), false);
    }

    private Instant publishedAt(String key) {
        return world.state(key)
                .flatMap(SyncState::published)
                .map(Standing.Published::publishedAt)
                .orElseThrow();
    }

    private long published() {
        StateCounts counts = world.states.count("cities");
        return counts.published();
    }
}
