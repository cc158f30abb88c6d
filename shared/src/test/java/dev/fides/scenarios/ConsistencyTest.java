package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.json.Hashing;
import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.run.Run;
import dev.fides.run.RunType;
import dev.fides.state.FailureReason;
import dev.fides.state.Standing;
import dev.fides.state.SyncState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever happens, after quiet the target is the mapped host: over thousands of interleavings of edits, runs, events,
 * crashes, outages, lost answers, doubled and reordered messages, paused processes and deployments, with people who
 * cancel, approve and pause, on few keys. {@code -Djqwik.tries.default=100000} makes it as many of each kind.
 */
class ConsistencyTest {

    private static final List<String> KEYS = List.of("a", "b");

    @Property
    void after_quiet_the_target_is_the_mapped_host(@ForAll("storms") List<Happening> storm) {
        convergesAfter(new Storm(World.IDS_IN_DOCUMENT), storm);
    }

    @Property
    void after_quiet_a_target_that_gives_the_ids_is_the_mapped_host(@ForAll("storms") List<Happening> storm) {
        convergesAfter(new Storm(World.IDS_FROM_TARGET), storm);
    }

    /** The ids are keys of records too: those of others, or their own. */
    @Property
    void after_quiet_every_id_has_one_owner_whatever_moved(@ForAll("storms") List<Happening> storm) {
        Storm moving = new Storm(World.IDS_IN_DOCUMENT);
        moving.world.mapping.idsFromText(text -> text.equalsIgnoreCase("1") ? "a" : "b");
        convergesAfter(moving, storm);
    }

    static void convergesAfter(Storm storm, List<Happening> things) {
        things.forEach(thing -> thing.in(storm));
        storm.calm();
        // A host that never found a record by its key is not believed when it finds none.
        storm.world.host.put("witness", "hidden");
        becomeQuiet(storm.world);
        // Longer than any parked record waits.
        storm.world.clock.advance(Duration.ofHours(7));
        storm.world.start(RunType.IMPORT);
        becomeQuiet(storm.world);
        cleanUp(storm.world);
        becomeQuiet(storm.world);

        assertThat(storm.wrongDeletes()).isEmpty();
        assertEveryRunEnded(storm.world);
        assertThat(storm.world.changes.size()).as("messages that wait").isZero();
        KEYS.forEach(key -> assertAgrees(storm.world, key));
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
        Optional<SyncState> state = world.state(key);
        Optional<Standing.Published> published = state.flatMap(SyncState::published);
        boolean bad = Optional.ofNullable(world.host.all().get(recordKey))
                .filter(ConsistencyTest::isBad)
                .isPresent();
        assertThat(documents).as("documents of one record").hasSizeLessThanOrEqualTo(1);
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
                    .containsOnlyKeys(state.get().targetId().orElseThrow());
            JsonNode document = documents.values().iterator().next();
            assertThat(Hashing.contentHash(document, "put"))
                    .isEqualTo(confirmed.hashes().content());
        });
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
                .anyMatch(other -> isBad(other.getValue())
                        ? isTaken(world, key)
                        : world.mapping
                                        .document(other.getValue())
                                        .flatMap(world.mapping::targetId)
                                        .equals(id)
                                && Optional.ofNullable(world.target.documents().get(id.get()))
                                        .equals(world.mapping.document(other.getValue())));
    }

    private static boolean isBad(JsonNode record) {
        return record.path("value").asText().equals("bad");
    }

    private static boolean isTaken(World world, RecordKey key) {
        return world.state(key.value())
                .flatMap(SyncState::failure)
                .filter(failure -> failure.reason() == FailureReason.ID_TAKEN)
                .isPresent();
    }

    @Provide
    Arbitrary<List<Happening>> storms() {
        return anything().list().ofMinSize(3).ofMaxSize(30);
    }

    private Arbitrary<Happening> anything() {
        return Arbitraries.frequencyOf(Tuple.of(3, simple()), Tuple.of(1, meanwhile()));
    }

    private Arbitrary<Happening> meanwhile() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 12),
                        inTheMiddle().list().ofMinSize(1).ofMaxSize(4))
                .as(Happening.Meanwhile::new);
    }

    private Arbitrary<Happening> inTheMiddle() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(new Happening.Die())), Tuple.of(2, longPass()), Tuple.of(5, simple()));
    }

    private static Arbitrary<Happening> longPass() {
        return Arbitraries.of(61, 91, 125, 200).map(Happening.Pass::new);
    }

    private Arbitrary<Happening> simple() {
        Arbitrary<String> keys = Arbitraries.of(KEYS);
        Arbitrary<Integer> few = Arbitraries.integers().between(0, 3);
        return Arbitraries.frequencyOf(
                Tuple.of(10, Combinators.combine(keys, values()).as(Happening.Edit::new)),
                Tuple.of(3, keys.map(Happening.Remove::new)),
                Tuple.of(5, keys.map(Happening.Event::new)),
                Tuple.of(1, keys.map(Happening.Nominate::new)),
                Tuple.of(6, few.map(Happening.Work::new)),
                Tuple.of(
                        5,
                        Arbitraries.of(RunType.IMPORT, RunType.IMPORT, RunType.REIMPORT, RunType.CLEAN_UP)
                                .map(Happening.Start::new)),
                Tuple.of(8, few.map(Happening.Step::new)),
                Tuple.of(12, Combinators.combine(few, few).as(Happening.Deliver::new)),
                Tuple.of(2, few.map(Happening.TwoMessages::new)),
                Tuple.of(2, Combinators.combine(few, few).as(Happening.Overtake::new)),
                Tuple.of(1, Arbitraries.just(new Happening.TwoSteps())),
                Tuple.of(3, Arbitraries.of(1, 4, 10).map(Happening.Pass::new)),
                Tuple.of(2, longPass()),
                Tuple.of(2, few.map(Happening.Supervise::new)),
                Tuple.of(1, few.map(Happening.Cancel::new)),
                Tuple.of(1, Arbitraries.just(new Happening.Approve())),
                Tuple.of(1, Arbitraries.of(true, false, false).map(Happening.Pause::new)),
                Tuple.of(6, faults()));
    }

    private static Arbitrary<String> values() {
        return Arbitraries.frequency(Tuple.of(4, "1"), Tuple.of(4, "2"), Tuple.of(1, "hidden"), Tuple.of(1, "bad"));
    }

    private static Arbitrary<Happening> faults() {
        Arbitrary<Storm.Part> parts = Arbitraries.of(Storm.Part.class);
        Arbitrary<Integer> few = Arbitraries.integers().between(0, 3);
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        return Arbitraries.oneOf(
                Combinators.combine(parts, few).as(Happening.FailOnce::new),
                Combinators.combine(parts, few).as(Happening.LoseAnswers::new),
                Combinators.combine(parts, either).as(Happening.PartDown::new),
                few.map(Happening.LoseTargetAnswers::new),
                few.map(Happening.LoseTargetRequests::new),
                either.map(Happening.TargetDown::new),
                either.map(Happening.HostDown::new),
                Combinators.combine(Arbitraries.of(KEYS), either).as(Happening.Refuse::new),
                Arbitraries.of("1", "2", "upper").map(Happening.Deploy::new));
    }
}
