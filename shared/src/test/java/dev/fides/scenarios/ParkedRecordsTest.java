package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.run.Outcome;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunType;
import dev.fides.state.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a parked record is tried again before it is due, and when it is not. */
class ParkedRecordsTest {

    /** Long enough for several imports before a record is due. */
    private final World world = World.with("failures: { backoff: PT1H }");

    @Test
    void a_record_that_could_not_be_mapped_is_tried_at_once_when_the_mapping_changes_though_it_is_not_due() {
        world.host.put("k0003", "bad");
        world.complete(RunType.IMPORT);
        world.mapping.version("lenient");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read()).isEqualTo(new ReadCounts(1, 0, 1, 0, 0, 0));
        assertThat(world.outcomes(run).of(Outcome.PUBLISHED)).isEqualTo(1);
        assertThat(world.state("k0003").orElseThrow().failure()).isEmpty();
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_mapping_that_changes_and_still_fails_is_tried_once_and_counts_from_the_beginning() {
        world.host.put("k0003", "bad");
        world.complete(RunType.IMPORT);
        world.clock.advance(Duration.ofHours(1));
        world.complete(RunType.IMPORT);
        assertThat(failure().attempts()).isEqualTo(2);
        world.mapping.version("2");

        assertThat(world.complete(RunType.IMPORT).progress().read().invalid()).isEqualTo(1);
        assertThat(failure().attempts()).isEqualTo(1);
        int mapped = world.mapping.calls();
        assertThat(world.complete(RunType.IMPORT).progress().read().parked()).isEqualTo(1);
        assertThat(world.mapping.calls()).isEqualTo(mapped);
    }

    @Test
    void a_record_that_the_target_refused_is_sent_at_once_when_the_mapping_changes_though_it_is_not_due() {
        parkOne();
        world.target.accept("k0003");
        world.mapping.version("upper");

        Run run = world.complete(RunType.IMPORT);

        assertThat(world.outcomes(run).of(Outcome.PUBLISHED)).isEqualTo(5);
        assertThat(world.state("k0003").orElseThrow().failure()).isEmpty();
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_record_that_is_not_tried_any_more_is_tried_again_when_the_mapping_changes() {
        World once = World.with("failures: { attempts: 1, backoff: PT1H }");
        once.host.put("k0003", "bad");
        once.complete(RunType.IMPORT);
        once.clock.advance(Duration.ofDays(2));
        assertThat(once.complete(RunType.IMPORT).progress().read().parked()).isEqualTo(1);
        once.mapping.version("lenient");

        once.complete(RunType.IMPORT);

        assertThat(once.published()).isEqualTo(once.mappedHost());
    }

    @Test
    void an_import_leaves_a_parked_record_alone_while_neither_content_nor_mapping_changes_and_it_is_not_due() {
        parkOne();
        int mapped = world.mapping.calls();
        int written = world.target.writes().size();

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read()).isEqualTo(new ReadCounts(5, 4, 0, 0, 1, 0));
        assertThat(world.mapping.calls()).isEqualTo(mapped);
        assertThat(world.target.writes()).hasSize(written);
        assertThat(failure().attempts()).isEqualTo(1);
    }

    @Test
    void an_event_about_a_parked_record_tries_it_when_the_mapping_changed_and_not_otherwise() {
        world.host.put("k0003", "bad");
        world.complete(RunType.IMPORT);
        int mapped = world.mapping.calls();
        Change event = new Change.Refresh(new RecordKey("k0003"), RefreshReason.EVENT);

        world.send(event, Priority.HIGH);
        world.untilQuiet();
        assertThat(world.mapping.calls()).isEqualTo(mapped);

        world.mapping.version("lenient");
        world.send(event, Priority.HIGH);
        world.untilQuiet();
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    private void parkOne() {
        world.host.fill(5);
        world.target.refuse("k0003");
        world.complete(RunType.IMPORT);
    }

    private Failure failure() {
        return world.state("k0003").orElseThrow().failure().orElseThrow();
    }
}
