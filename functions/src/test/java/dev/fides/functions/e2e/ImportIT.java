package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedMachine.class)
class ImportIT {

    private final RunningApp app;
    private final Machine machine;

    ImportIT(RunningApp app) {
        this.app = app.inStep();
        this.machine = app.machine();
    }

    @Test
    void the_first_import_publishes_exactly_the_mapped_host() {
        RunView first = app.firstImport().requireStatus("COMPLETED").requireSums();

        assertThat(first.counter("read")).isEqualTo(1_000);
        assertThat(first.counter("published")).isEqualTo(1_000 - first.counter("filtered"));
        machine.requireInStep();
    }

    @Test
    void an_import_without_changes_sends_and_writes_nothing() {
        RunView run = app.runImport().requireStatus("COMPLETED").requireSums();

        assertThat(run.counter("read")).isEqualTo(machine.host().control().size());
        assertThat(run.counter("changed")).isZero();
        assertThat(machine.target().control().counter("requests")).isZero();
        assertThat(machine.serviceBus().counts("fides-changes").active()).isZero();
    }

    @Test
    void a_verification_after_an_import_finds_every_document_as_it_should_be() {
        app.runImport().requireStatus("COMPLETED");
        Api api = app.api();

        RunView run =
                api.awaitSupervised(api.start(Definitions.CITIES, "verify", "")).requireStatus("COMPLETED");

        assertThat(run.counter("same")).isEqualTo(machine.target().control().size());
        assertThat(run.counter("differs") + run.counter("missing") + run.counter("extra"))
                .isZero();
    }

    @Test
    void a_hundred_edits_are_exactly_a_hundred_target_writes() {
        List<Long> edited = machine.edit(100);

        RunView run = app.runImport().requireStatus("COMPLETED").requireSums();

        assertThat(run.counter("changed")).isEqualTo(100);
        assertThat(run.counter("published")).isEqualTo(100);
        assertThat(machine.target().control().counter("writes")).isEqualTo(100);
        assertThat(machine.target().control().writesPerDocument()).isEqualTo(Map.of(1, 100L));
        assertThat(edited)
                .allSatisfy(id -> assertThat(machine.target().control().writesOf(Long.toString(id)))
                        .isOne());
        machine.requireInStep();
    }

    @Test
    void new_records_are_created_and_those_that_vanished_stay() {
        machine.host().control().add(3);
        List<Long> gone = machine.host().control().delete(1);
        int before = machine.target().control().size();

        RunView run = app.runImport().requireStatus("COMPLETED").requireSums();

        assertThat(run.counter("published")).isEqualTo(3);
        assertThat(machine.target().control().counter("created")).isEqualTo(3);
        assertThat(machine.target().control().counter("deleted")).isZero();
        assertThat(machine.target().control().size()).isEqualTo(before + 3);
        String key = Long.toString(gone.get(0));
        assertThat(app.api().refresh(Definitions.CITIES, key).status()).isEqualTo(200);
        machine.requireInStep();
    }

    @Test
    void a_source_change_that_leaves_the_document_as_it_is_writes_nothing_to_the_target() {
        machine.host().control().change(machine.host().control().pick(7), "admin1");

        RunView run = app.runImport().requireStatus("COMPLETED").requireSums();

        assertThat(run.counter("changed")).isZero();
        assertThat(run.counter("unchanged") + run.counter("filtered")).isEqualTo(run.counter("read"));
        assertThat(machine.target().control().counter("requests")).isZero();
    }

    @Test
    void a_canary_import_with_a_limit_reads_no_more() {
        RunView run = app.api().await(app.api().start(Definitions.CITIES, "import", "{\"limit\": 250}"));

        run.requireStatus("COMPLETED").requireSums();
        assertThat(run.counter("read")).isEqualTo(250);
    }

    @Test
    void a_canary_import_of_some_keys_publishes_these_alone() {
        List<Long> edited = machine.edit(5);
        String body = "{\"keys\": [\"" + edited.get(0) + "\", " + edited.get(1) + "]}";

        RunView run = app.api().await(app.api().start(Definitions.CITIES, "import", body));

        run.requireStatus("COMPLETED").requireSums();
        assertThat(run.counter("read")).isEqualTo(2);
        assertThat(run.counter("published")).isEqualTo(2);
        assertThat(machine.target().control().counter("writes")).isEqualTo(2);
    }

    @Test
    void a_reimport_writes_every_mapped_record_once() {
        RunView run = app.api().await(app.api().start(Definitions.CITIES, "reimport", ""));

        run.requireStatus("COMPLETED").requireSums();
        long mapped = machine.host().control().size() - run.counter("filtered");
        assertThat(run.counter("published")).isEqualTo(mapped);
        assertThat(machine.target().control().writesPerDocument()).isEqualTo(Map.of(1, mapped));
        machine.requireInStep();
    }
}
