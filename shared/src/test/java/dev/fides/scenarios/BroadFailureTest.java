package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.run.Outcome;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import org.junit.jupiter.api.Test;

/** An import whose mapping or target is broken stops, however little of what it reads it concerns. */
class BroadFailureTest {

    private final World world = World.with("stopAbove: { failedPercent: 50, atLeast: 20 }");

    @Test
    void an_import_stops_when_most_of_what_changed_is_refused_though_it_is_little_of_what_was_read() {
        Run run = importOf(30, 21);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow()).contains("21 were refused", "9 were accepted", run.id());
        assertThat(world.outcomes(run).of(Outcome.CANCELLED)).isEqualTo(1);
    }

    @Test
    void an_import_goes_on_when_as_much_of_what_changed_is_accepted() {
        assertThat(importOf(30, 15).status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
    }

    @Test
    void refusals_of_few_changes_say_nothing() {
        assertThat(importOf(19, 19).status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
    }

    /** Of 200 records some changed, one more of which waits, so that the supervisor finds the import still publishing. */
    private Run importOf(int changed, int refused) {
        world.host.fill(200);
        world.complete(RunType.IMPORT);
        for (int i = 0; i < changed; i++) {
            world.host.put(key(i), "new");
        }
        for (int i = 0; i < refused; i++) {
            world.target.refuse(key(i));
        }
        world.host.put(key(199), "new");
        world.target.failAt(key(199));
        String id = world.start(RunType.IMPORT);
        world.work();
        assertThat(world.run(id).status()).isEqualTo(RunStatus.PUBLISHING);
        world.engine.watch().supervisor().tick();
        world.target.accept(key(199));
        world.untilQuiet();
        return world.run(id);
    }

    private static String key(int i) {
        return String.format("k%04d", i);
    }
}
