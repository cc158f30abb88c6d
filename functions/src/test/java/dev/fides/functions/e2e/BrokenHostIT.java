package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedMachine.class)
class BrokenHostIT {

    private static final int ALWAYS = Integer.MAX_VALUE;

    private final RunningApp app;
    private final Machine machine;

    BrokenHostIT(RunningApp app) {
        this.app = app.inStep();
        this.machine = app.machine();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bad-json        | FAILED     | JSON",
                "status-500      | FAILED     | 500",
                "no-array        | FAILED     | /value",
                "repeated-cursor | FAILED     | repeats itself",
                "short-listing   | INCOMPLETE | announced",
            })
    void a_page_that_is_broken_half_way_fails_the_run_with_a_clear_error_and_deletes_nothing(
            String how, String status, String error) {
        int documents = machine.target().control().size();
        machine.edit(20);
        machine.host().control().breakPage(3, how, ALWAYS);

        RunView broken = app.runImport().requireStatus(status).requireSums();

        assertThat(broken.error()).contains(error).contains("start the run again");
        assertThat(broken.error()).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(machine.target().control().counter("deleted")).isZero();
        assertThat(machine.target().control().size()).isEqualTo(documents);

        machine.heal();
        app.runImport().requireStatus("COMPLETED").requireSums();
        assertThat(machine.target().control().counter("deleted")).isZero();
        machine.requireInStep();
    }

    @Test
    void a_page_that_heals_before_the_run_is_given_up_is_read_again() {
        machine.edit(20);
        machine.host().control().breakPage(3, "no-array", 1);

        RunView run = app.runImport().requireStatus("COMPLETED").requireSums();

        assertThat(run.counter("read")).isEqualTo(machine.host().control().size());
        assertThat(run.counter("published")).isEqualTo(20);
        machine.requireInStep();
    }

    @Test
    void a_host_that_is_away_fails_the_run_and_leaves_the_target_as_it_is() {
        int documents = machine.target().control().size();
        machine.host().control().outage(true);

        RunView broken = app.runImport().requireStatus("FAILED").requireSums();

        assertThat(broken.error()).contains("503");
        assertThat(machine.target().control().size()).isEqualTo(documents);
    }
}
