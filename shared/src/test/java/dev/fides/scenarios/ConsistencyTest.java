package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever happens, after quiet the target is the mapped host: over thousands of interleavings of edits, runs, events,
 * crashes, outages, lost answers, doubled and reordered messages, paused processes and deployments, with people who
 * cancel, approve and pause, on few keys. {@code -Djqwik.tries.default=100000} makes it as many of each kind.
 */
class ConsistencyTest {

    private static final List<String> KEYS = List.of("a", "b");

    /** Enough for a ring that is no swap. */
    private static final List<String> MOVING_KEYS = List.of("a", "b", "c");

    /** The ids are keys of records too: those of others, or their own. */
    private static final Map<String, String> IDS = Map.of("1", "a", "2", "b", "3", "c");

    private static final Map<String, String> SPELLINGS = Map.of("1", "x", "2", "X", "3", "y");

    @Property
    void after_quiet_the_target_is_the_mapped_host(@ForAll("storms") List<Happening> storm) {
        converges(new Storm(World.IDS_IN_DOCUMENT), storm, KEYS);
    }

    @Property
    void after_quiet_a_target_that_gives_the_ids_is_the_mapped_host(@ForAll("storms") List<Happening> storm) {
        converges(new Storm(World.IDS_FROM_TARGET), storm, KEYS);
    }

    @Property
    void after_quiet_every_id_has_one_owner_whatever_moved(@ForAll("moves") List<Happening> storm) {
        Storm moving = new Storm(World.IDS_IN_DOCUMENT);
        moving.world.mapping.idsFromText(text -> IDS.getOrDefault(text, "c"));
        converges(moving, storm, MOVING_KEYS);
    }

    @Property
    void after_quiet_every_id_of_a_target_that_ignores_case_has_one_owner(@ForAll("moves") List<Happening> storm) {
        Storm moving = new Storm(World.IDS_IN_DOCUMENT + "\n  ids: { compare: ignoreCase }");
        moving.world.target.ignoreCase();
        moving.world.mapping.idsFromText(text -> SPELLINGS.getOrDefault(text, "Y"));
        converges(moving, storm, MOVING_KEYS);
    }

    /** The target may refuse it whatever it wants; it stops nobody, and it takes no id that is another's. Nor do two such. */
    @Property
    void after_quiet_records_that_are_refused_for_ever_stop_nobody(
            @ForAll("moves") List<Happening> storm, @ForAll boolean two) {
        Storm refusing = new Storm(World.IDS_IN_DOCUMENT);
        refusing.world.mapping.idsFromText(text -> IDS.getOrDefault(text, "c"));
        refusing.refuseForEver("b");
        if (two) {
            refusing.refuseForEver("c");
        }
        converges(refusing, storm, MOVING_KEYS);
    }

    private static void converges(Storm storm, List<Happening> things, List<String> keys) {
        things.forEach(thing -> thing.in(storm));
        storm.calm();
        Agreement.afterQuiet(storm.world, keys);

        assertThat(storm.wrongDeletes()).isEmpty();
        assertThat(storm.world.wrongInSnapshot).isEmpty();
    }

    @Provide
    Arbitrary<List<Happening>> storms() {
        return Storms.of(KEYS);
    }

    @Provide
    Arbitrary<List<Happening>> moves() {
        return Storms.ofMoves(MOVING_KEYS);
    }
}
