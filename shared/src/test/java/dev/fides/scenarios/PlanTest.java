package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.fides.host.InvalidRecord;
import dev.fides.model.RecordKey;
import dev.fides.run.CheckCounts;
import dev.fides.run.Example;
import dev.fides.run.FieldDifference;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.sync.EngineSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {

    private final World world =
            new World(World.IDS_IN_DOCUMENT + World.LISTED, "", EngineSettings.DEFAULT, new FakeTarget());

    private void published(int count) {
        world.host.fill(count);
        world.complete(RunType.IMPORT);
        world.target.forgetWrites();
    }

    private List<Example> examples(Run run) {
        return world.engine.runs().report().examples(run);
    }

    @Test
    void a_plan_counts_what_an_import_and_a_clean_up_would_do() {
        published(35);
        world.host.put("k0001", "new");
        world.host.put("k0099", "first");
        world.host.put("k0002", "bad");
        world.host.remove("k0003");
        world.host.addInvalid(new InvalidRecord(1, "no key", "{}"));
        world.target.overwrite("x1", new RecordKey("x1"), World.document("x1", "of somebody else"));

        Run run = world.complete(RunType.PLAN);

        assertThat(run.progress().read()).isEqualTo(new ReadCounts(36, 32, 2, 0, 0, 2));
        assertThat(run.progress().check()).isEqualTo(new CheckCounts(36, 34, 1, 1));
        assertThat(examples(run))
                .extracting(example -> example.key().value(), Example::finding)
                .containsExactlyInAnyOrder(
                        tuple("k0001", Example.Finding.PUBLISH),
                        tuple("k0099", Example.Finding.PUBLISH),
                        tuple("k0002", Example.Finding.PARK),
                        tuple("k0003", Example.Finding.DELETE));
    }

    @Test
    void a_plan_sends_nothing_stores_no_state_and_writes_nothing_to_the_target() {
        published(15);
        world.host.put("k0001", "new");
        world.host.put("k0002", "bad");
        world.host.remove("k0003");
        int states = world.states.writes();
        int messages = world.changes.sent();

        Run run = world.complete(RunType.PLAN);

        assertThat(run.progress().read().changed()).isEqualTo(1);
        assertThat(world.states.writes()).isEqualTo(states);
        assertThat(world.changes.sent()).isEqualTo(messages);
        assertThat(world.target.writes()).isEmpty();
        assertThat(world.runs.ledgers(run.id())).isEmpty();
    }

    @Test
    void a_plan_writes_nothing_either_when_everything_would_be_learnt_anew() {
        published(15);
        int states = world.states.writes();
        world.mapping.version("2");

        assertThat(world.complete(RunType.PLAN).progress().read().unchanged()).isEqualTo(15);
        assertThat(world.states.writes()).isEqualTo(states);
    }

    @Test
    void differing_fields_are_shown_with_what_the_target_has_and_what_it_would_get() {
        published(3);
        world.host.put("k0001", "new");

        Run run = world.complete(RunType.PLAN);

        assertThat(examples(run))
                .containsExactly(new Example(
                        new RecordKey("k0001"),
                        Example.Finding.PUBLISH,
                        List.of(new FieldDifference(
                                "/text", Optional.of(TextNode.valueOf("v1")), TextNode.valueOf("new"))),
                        Optional.empty()));
    }

    @Test
    void of_a_record_that_the_target_does_not_have_all_fields_are_new() {
        world.host.put("a", "first");

        Run run = world.complete(RunType.PLAN);

        assertThat(examples(run).get(0).fields())
                .extracting(FieldDifference::pointer, FieldDifference::from)
                .containsExactly(tuple("/externalId", Optional.empty()), tuple("/text", Optional.empty()));
    }

    @Test
    void a_plan_shows_no_more_than_two_hundred_records_and_counts_all() {
        world.host.fill(250);

        Run run = world.complete(RunType.PLAN);

        assertThat(run.progress().read().changed()).isEqualTo(250);
        assertThat(examples(run)).hasSize(Example.MAX);
    }

    @Test
    void a_plan_of_a_host_that_lost_everything_ends_and_tells_how_much_would_be_deleted() {
        published(15);
        world.host.loseEverything();

        Run run = world.complete(RunType.PLAN);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.progress().check().nominated()).isEqualTo(15);
        assertThat(world.target.documents()).hasSize(15);
    }
}
