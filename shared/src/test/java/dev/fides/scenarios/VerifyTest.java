package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fides.mapping.Comparison;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.run.Example;
import dev.fides.run.FieldDifference;
import dev.fides.run.Outcome;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.run.VerifyCounts;
import dev.fides.sync.EngineSettings;
import dev.fides.target.TargetWrite;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VerifyTest {

    private static final RunOptions REPAIR = new RunOptions(OptionalLong.empty(), List.of(), true);

    private final World world =
            new World(World.IDS_IN_DOCUMENT + World.LISTED, "", EngineSettings.DEFAULT, new FakeTarget());

    private void published(int count) {
        world.host.fill(count);
        world.complete(RunType.IMPORT);
        world.target.forgetWrites();
    }

    private void drift() {
        published(35);
        world.target.overwrite("k0001", new RecordKey("k0001"), World.document("k0001", "drifted"));
        world.target.write(List.of(new TargetWrite.Delete(new RecordKey("k0002"), "k0002")));
        world.host.remove("k0003");
        world.host.put("k0004", "bad");
        world.target.overwrite("x1", new RecordKey("x1"), World.document("x1", "of somebody else"));
        world.target.forgetWrites();
    }

    @Test
    void a_target_in_step_is_found_to_be_the_same() {
        published(35);

        Run run = world.complete(RunType.VERIFY);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.progress().verified()).isEqualTo(new VerifyCounts(35, 0, 0, 0, 0, 0));
        assertThat(world.engine.runs().report().examples(run)).isEmpty();
    }

    @Test
    void documents_of_others_in_a_shared_target_do_not_make_totals_disagree() {
        published(25);
        world.target.share(3);

        Run run = world.complete(RunType.VERIFY);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.complete(RunType.CLEAN_UP).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.target.documents()).hasSize(25);
    }

    @Test
    void members_that_only_the_target_has_are_seen_where_whole_documents_are_listed() {
        published(3);
        JsonNode more =
                ((ObjectNode) World.document("k0001", "v1")).put("old", 1).putNull("none");
        world.target.overwrite("k0001", new RecordKey("k0001"), more);
        assertThat(world.complete(RunType.VERIFY).progress().verified()).isEqualTo(new VerifyCounts(3, 0, 0, 0, 0, 0));

        world.mapping.comparison(new Comparison(item -> item, document -> document, true));
        Run run = world.complete(RunType.VERIFY);
        assertThat(run.progress().verified()).isEqualTo(new VerifyCounts(2, 1, 0, 0, 0, 0));
        assertThat(world.engine.runs().report().examples(run).get(0).fields())
                .containsExactly(new FieldDifference("/old", Optional.of(IntNode.valueOf(1)), NullNode.getInstance()));
    }

    @Test
    void listed_items_are_unwrapped_and_normalized_as_the_definition_says() {
        published(3);
        world.target.overwrite("k0001", new RecordKey("k0001"), World.document("k0001", "V1"));
        world.mapping.comparison(new Comparison(
                item -> item,
                document -> World.document(
                        document.path("externalId").asText(),
                        document.path("text").asText().toLowerCase(Locale.ROOT)),
                false));
        assertThat(world.complete(RunType.VERIFY).progress().verified()).isEqualTo(new VerifyCounts(3, 0, 0, 0, 0, 0));
    }

    @Test
    void what_drifted_is_told_apart_and_nothing_is_written() {
        drift();
        int states = world.states.writes();
        int messages = world.changes.sent();

        Run run = world.complete(RunType.VERIFY);

        assertThat(run.progress().verified()).isEqualTo(new VerifyCounts(31, 1, 1, 1, 1, 1));
        assertThat(world.engine.runs().report().examples(run))
                .extracting(example -> example.key().value() + " " + example.finding())
                .containsExactlyInAnyOrder("k0001 DIFFERS", "k0002 MISSING", "k0003 EXTRA", "k0004 UNREADABLE");
        assertThat(world.states.writes()).isEqualTo(states);
        assertThat(world.changes.sent()).isEqualTo(messages);
        assertThat(world.target.writes()).isEmpty();
    }

    @Test
    void a_difference_is_shown_with_its_place_and_both_values() {
        published(3);
        world.target.overwrite("k0001", new RecordKey("k0001"), World.document("k0001", "drifted"));

        Run run = world.complete(RunType.VERIFY);

        assertThat(world.engine.runs().report().examples(run).get(0).fields())
                .containsExactly(
                        new FieldDifference("/text", Optional.of(TextNode.valueOf("drifted")), TextNode.valueOf("v1")));
    }

    @Test
    void members_that_the_target_added_by_itself_are_no_difference() {
        published(3);
        var document = World.document("k0001", "v1").deepCopy();
        ((ObjectNode) document).put("_ts", 1);
        world.target.overwrite("k0001", new RecordKey("k0001"), document);

        assertThat(world.complete(RunType.VERIFY).progress().verified().same()).isEqualTo(3);
    }

    @Test
    void a_repair_brings_back_what_differs_or_is_missing() {
        drift();

        Run run = world.complete(RunType.VERIFY, REPAIR);

        assertThat(run.outcomes().orElseThrow().of(Outcome.PUBLISHED)).isEqualTo(2);
        assertThat(world.target.documents().get("k0001")).isEqualTo(World.document("k0001", "v1"));
        assertThat(world.target.documents().get("k0002")).isEqualTo(World.document("k0002", "v2"));
        assertThat(world.target.documents()).containsKeys("k0003", "x1");
    }

    @Test
    void a_record_that_the_host_refuses_to_give_is_unreadable_and_stops_nobody() {
        published(15);
        world.host.unreadable("k0003", new PermanentException("500 for k0003"));

        Run run = world.complete(RunType.VERIFY);

        assertThat(run.progress().verified()).isEqualTo(new VerifyCounts(14, 0, 0, 0, 0, 1));
    }

    @Test
    void a_host_that_is_out_of_reach_fails_the_run() {
        published(15);
        world.host.down();

        assertThat(world.complete(RunType.VERIFY).status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void without_a_listing_of_the_target_nothing_can_be_verified() {
        World unlisted = new World();

        Run run = unlisted.complete(RunType.VERIFY);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow()).contains("target.list");
    }

    @Test
    void steps_whose_time_is_used_up_hand_on_and_find_the_same() {
        World hasty = new World(
                World.IDS_IN_DOCUMENT + World.LISTED,
                "",
                EngineSettings.DEFAULT.withStepBudget(Duration.ZERO),
                new FakeTarget());
        hasty.host.fill(35);
        hasty.complete(RunType.IMPORT);
        hasty.target.write(List.of(new TargetWrite.Delete(new RecordKey("k0002"), "k0002")));

        Run run = hasty.complete(RunType.VERIFY);

        assertThat(run.progress().verified()).isEqualTo(new VerifyCounts(34, 0, 1, 0, 0, 0));
        assertThat(hasty.engine.runs().report().examples(run))
                .extracting(Example::finding)
                .containsExactly(Example.Finding.MISSING);
    }
}
