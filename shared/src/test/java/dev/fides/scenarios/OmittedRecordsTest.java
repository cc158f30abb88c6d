package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.queue.OutgoingBatch;
import dev.fides.run.RunType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A host that says of itself that its answers about several keys may leave records out. */
class OmittedRecordsTest {

    private final World world = new World();

    @Test
    void a_record_that_is_missing_in_an_answer_about_several_keys_is_asked_for_alone_before_it_is_deleted() {
        world.host.fill(3);
        world.complete(RunType.IMPORT);
        world.host.omit("k0001");
        world.host.remove("k0002");

        List<Change> looks = Stream.of("k0000", "k0001", "k0002")
                .<Change>map(key -> new Change.Refresh(new RecordKey(key), RefreshReason.NOMINATION))
                .toList();
        world.changes.send(List.of(new OutgoingBatch(
                new ChangeBatch("cities", 0, Optional.empty(), looks, 0, Optional.empty()),
                Priority.NORMAL,
                Optional.empty())));
        world.untilQuiet();

        assertThat(world.published()).containsOnlyKeys(new RecordKey("k0000"), new RecordKey("k0001"));
    }
}
