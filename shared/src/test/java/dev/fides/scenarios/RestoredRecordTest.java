package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.run.RunType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestoredRecordTest {

    private final World world = new World(World.IDS_FROM_TARGET);

    @BeforeEach
    void publish() {
        world.target.honourIdempotencyKeys();
        world.host.put("k", "as ever");
        world.complete(RunType.IMPORT);
    }

    @Test
    void a_record_that_comes_back_as_it_was_is_created_again_at_a_target_that_knows_idempotency_keys() {
        for (int time = 0; time < 2; time++) {
            world.host.remove("k");
            cleanUp();
            assertThat(world.published()).isEmpty();

            world.host.put("k", "as ever");
            world.complete(RunType.IMPORT);
            assertThat(world.published()).isEqualTo(world.mappedHost());
        }
    }

    @Test
    void a_create_in_doubt_after_a_delete_is_still_one_create() {
        world.host.remove("k");
        cleanUp();
        world.host.put("k", "as ever");
        world.target.loseAnswers(1);

        world.complete(RunType.IMPORT);

        assertThat(world.target.documents()).hasSize(1);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    private void cleanUp() {
        world.send(new Change.Refresh(new RecordKey("k"), RefreshReason.NOMINATION), Priority.NORMAL);
        world.untilQuiet();
    }
}
