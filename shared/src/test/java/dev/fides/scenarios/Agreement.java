package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.TargetIds;
import dev.fides.json.Hashing;
import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.run.Run;
import dev.fides.run.RunType;
import dev.fides.state.FailureReason;
import dev.fides.state.IdOwner;
import dev.fides.state.Standing;
import dev.fides.state.SyncState;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** That after quiet the target of a world is the mapped host, that the states say so, and that the sums of runs agree. */
final class Agreement {

    private Agreement() {}

    /** Lets everything come to rest, with an import and a clean-up, and looks at these records. */
    static void afterQuiet(World world, Collection<String> keys) {
        // A host that never found a record by its key is not believed when it finds none.
        world.host.put("witness", "hidden");
        becomeQuiet(world);
        // Longer than any parked record waits.
        world.clock.advance(Duration.ofHours(7));
        world.start(RunType.IMPORT);
        becomeQuiet(world);
        cleanUp(world);
        becomeQuiet(world);

        assertEveryRunEnded(world);
        assertThat(world.changes.size()).as("messages that wait").isZero();
        keys.forEach(key -> assertAgrees(world, key));
    }

    /** Lets time pass and the supervisor look after the runs until nothing is left to do. */
    private static void becomeQuiet(World world) {
        for (int i = 0; i < 200; i++) {
            world.engine.watch().supervisor().tick();
            world.untilQuiet();
            world.approveWhatIsHeld();
            if (world.runs.active("cities").isEmpty() && world.changes.size() == 0) {
                return;
            }
            world.clock.advance(Duration.ofMinutes(2));
        }
    }

    /** Refreshes what the target holds or Fides remembers and the host does not have, as a clean-up does. */
    private static void cleanUp(World world) {
        Set<RecordKey> nominated = new TreeSet<>(world.published().keySet());
        world.states.all("cities").forEach(state -> nominated.add(state.key()));
        nominated.removeAll(world.mappedHost().keySet());
        world.states.all("cities").stream()
                .filter(state -> !state.otherIds().isEmpty())
                .forEach(state -> nominated.add(state.key()));
        nominated.forEach(key -> world.send(new Change.Refresh(key, RefreshReason.NOMINATION), Priority.NORMAL));
    }

    private static void assertEveryRunEnded(World world) {
        assertThat(world.runs.active("cities")).isEmpty();
        for (Run run : world.runs.list("cities", Optional.empty(), 1000).runs()) {
            World.assertSumsAgree(run, run.outcomes().orElseThrow());
        }
    }

    private static void assertAgrees(World world, String key) {
        RecordKey recordKey = new RecordKey(key);
        Map<String, JsonNode> documents = new TreeMap<>(world.target.documents());
        documents
                .values()
                .removeIf(document -> !document.path("externalId").asText().equals(key));
        documents.keySet().removeIf(id -> isDoubtedOfAnother(world, recordKey, id));
        Optional<SyncState> state = world.state(key);
        Optional<Standing.Published> published = state.flatMap(SyncState::published);
        boolean unwanted = !world.mappedHost().containsKey(recordKey);
        boolean bad = Optional.ofNullable(world.host.all().get(recordKey))
                        .filter(record -> isBad(world, recordKey, record))
                        .isPresent()
                // Deletes of it are refused too.
                || (unwanted
                        && world.target.refuses(recordKey)
                        && state.flatMap(SyncState::failure).isPresent());
        boolean moves = world.sync.definition().target().ids() instanceof TargetIds.InDocument;
        if (moves && state.flatMap(SyncState::failure).isPresent()) {
            // A move that was not finished is finished once the record can be published again; until then it knows of
            // both.
            documents
                    .keySet()
                    .forEach(id -> assertThat(known(world, state.orElseThrow()))
                            .as("ids under which a parked record has documents")
                            .contains(id));
        } else {
            assertThat(documents).as("documents of one record").hasSizeLessThanOrEqualTo(1);
        }
        if (bad) {
            assertThat(state.orElseThrow().failure().orElseThrow().message())
                    .as("why it is parked")
                    .isNotBlank();
        } else if (lostItsId(world, recordKey)) {
            assertThat(state.flatMap(SyncState::failure).orElseThrow().reason()).isEqualTo(FailureReason.ID_TAKEN);
        } else {
            Optional<JsonNode> wanted = Optional.ofNullable(world.mappedHost().get(recordKey));
            assertThat(documents.values().stream().findFirst())
                    .as("document of " + key)
                    .isEqualTo(wanted);
            assertThat(published.isPresent())
                    .as("whether " + key + " is confirmed")
                    .isEqualTo(wanted.isPresent());
            assertThat(state.flatMap(SyncState::failure)).isEmpty();
        }
        published.ifPresent(confirmed -> {
            assertThat(documents)
                    .as("what was confirmed")
                    .containsOnlyKeys(world.target.stored(state.get().targetId().orElseThrow()));
            JsonNode document = documents.values().iterator().next();
            assertThat(Hashing.contentHash(document, "put"))
                    .isEqualTo(confirmed.hashes().content());
        });
    }

    /**
     * Whether a document is that of another record, which is parked and not sure of it: a late write of this record may have
     * come over it, and what is right there is known once the other one can be published again.
     */
    private static boolean isDoubtedOfAnother(World world, RecordKey key, String id) {
        return owner(world, id)
                .filter(owner -> !owner.key().equals(key))
                .filter(owner ->
                        owner.failure().isPresent() && owner.published().isEmpty())
                .filter(owner -> known(world, owner).contains(id))
                .isPresent();
    }

    /** The record that owns an id, whose state is stored under the id or is that of the record of this key. */
    private static Optional<SyncState> owner(World world, String id) {
        RecordKey document = world.sync.definition().target().ids().ownerKey(id);
        return world.state(world.state(document.value())
                .flatMap(SyncState::idOwner)
                .orElse(IdOwner.of(document))
                .key()
                .value());
    }

    private static Set<String> known(World world, SyncState state) {
        Set<String> known = new TreeSet<>();
        state.targetId().map(world.target::stored).ifPresent(known::add);
        state.otherIds().forEach(id -> known.add(world.target.stored(id)));
        return known;
    }

    /** Whether another record has the id that this one wants, and lets go of it neither by its mapping nor for sure. */
    private static boolean lostItsId(World world, RecordKey key) {
        Map<RecordKey, JsonNode> wanted = world.mappedHost();
        if (!wanted.containsKey(key)) {
            return false;
        }
        Optional<String> id = world.mapping.targetId(wanted.get(key));
        if (id.isEmpty()) {
            return false;
        }
        return world.host.all().entrySet().stream()
                .filter(other -> !other.getKey().equals(key))
                .anyMatch(other -> isBad(world, other.getKey(), other.getValue())
                        ? isTaken(world, key)
                        : world.mapping
                                        .document(other.getValue())
                                        .flatMap(world.mapping::targetId)
                                        .map(world.target::stored)
                                        .equals(id.map(world.target::stored))
                                && Optional.ofNullable(world.target.documents().get(world.target.stored(id.get())))
                                        .equals(world.mapping.document(other.getValue())));
    }

    /** Whether a record cannot get to the target, as it is or ever. */
    private static boolean isBad(World world, RecordKey key, JsonNode record) {
        return record.path("value").asText().equals("bad")
                || (world.target.refuses(key) && world.mapping.document(record).isPresent());
    }

    private static boolean isTaken(World world, RecordKey key) {
        return world.state(key.value())
                .flatMap(SyncState::failure)
                .filter(failure -> failure.reason() == FailureReason.ID_TAKEN)
                .isPresent();
    }
}
