package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.model.RecordKey;
import dev.fides.run.RunOptions;
import dev.fides.run.RunType;
import dev.fides.sync.EngineSettings;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A host that suddenly answers 404 for everything: no way around the guard may empty the target. */
class UnaskedDeletesTest {

    private static final int RECORDS = 200;
    private static final int ALLOWED = 3;

    private World world = World.with("cleanUp: { maxEventDeletesPerHour: " + ALLOWED + " }");

    @Test
    void changes_in_doubt_delete_no_more_than_the_allowance() {
        anImportIsQueued();
        world.target.loseRequests(RECORDS);
        world.host.forgetEverything();

        world.untilQuiet();

        assertThat(world.target.documents()).hasSize(RECORDS - ALLOWED);
    }

    @Test
    void changes_of_an_old_mapping_delete_no_more_than_the_allowance() {
        anImportIsQueued();
        world.mapping.version("v2");
        world.host.forgetEverything();

        world.untilQuiet();

        assertThat(world.target.documents()).hasSize(RECORDS - ALLOWED);
    }

    @Test
    void retries_of_parked_records_delete_no_more_than_the_allowance() {
        world.host.fill(RECORDS);
        world.complete(RunType.IMPORT);
        for (int i = 0; i < 30; i++) {
            world.host.put(key(i), "changed");
            world.target.refuse(key(i));
        }
        world.complete(RunType.IMPORT);
        world.target.acceptAll();
        world.host.forgetEverything();
        world.clock.advance(Duration.ofHours(2));
        world.engine.watch().supervisor().tick();

        world.untilQuiet();

        assertThat(world.target.documents()).hasSize(RECORDS - ALLOWED);
    }

    @Test
    void a_repair_deletes_no_more_than_the_allowance() {
        world = new World(
                World.IDS_IN_DOCUMENT + World.LISTED,
                "cleanUp: { maxEventDeletesPerHour: " + ALLOWED + " }",
                EngineSettings.DEFAULT,
                new FakeTarget());
        world.host.fill(RECORDS);
        world.complete(RunType.IMPORT);
        for (int i = 0; i < RECORDS; i++) {
            world.target.overwrite(key(i), new RecordKey(key(i)), World.document(key(i), "other"));
        }
        world.start(RunType.VERIFY, new RunOptions(OptionalLong.empty(), List.of(), true));
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        world.host.forgetEverything();

        world.untilQuiet();

        assertThat(world.target.documents()).hasSize(RECORDS - ALLOWED);
    }

    private void anImportIsQueued() {
        world.host.fill(RECORDS);
        world.complete(RunType.IMPORT);
        for (int i = 0; i < RECORDS; i++) {
            world.host.put(key(i), "changed");
        }
        world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
    }

    private static String key(int number) {
        return String.format("k%04d", number);
    }
}
