package dev.fides.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.run.Outcome;
import dev.fides.run.OutcomeCounts;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.run.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ViewsTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final Run QUEUED =
            Run.queued("r1", "cities", RunType.IMPORT, "ann", RunOptions.DEFAULT, START, START.plusSeconds(120));

    @Test
    void a_queued_run_has_neither_start_nor_end_nor_error() {
        ObjectNode view = Views.run(QUEUED, OutcomeCounts.NONE);

        assertThat(view.path("status").asText()).isEqualTo("QUEUED");
        assertThat(view.path("requestedBy").asText()).isEqualTo("ann");
        assertThat(view.has("startedAt")).isFalse();
        assertThat(view.has("endedAt")).isFalse();
        assertThat(view.has("error")).isFalse();
        assertThat(view.at("/counters/read").asLong()).isZero();
    }

    @Test
    void changes_that_no_ledger_shows_yet_are_pending_so_that_the_sums_agree() {
        Run run = reading(new ReadCounts(10, 4, 5, 1, 0, 0));

        ObjectNode view = Views.run(run, OutcomeCounts.of(List.of(Outcome.PUBLISHED, Outcome.FAILED)));

        assertThat(view.at("/counters/published").asLong()).isEqualTo(1);
        assertThat(view.at("/counters/failed").asLong()).isEqualTo(1);
        assertThat(view.at("/counters/pending").asLong()).isEqualTo(3);
        assertThat(view.at("/counters/changed").asLong()).isEqualTo(5);
    }

    @Test
    void a_run_that_ended_tells_how_long_it_took_and_why_it_ended() {
        Run run = reading(ReadCounts.NONE)
                .doomed(RunStatus.FAILED, "the host is away")
                .ended(RunStatus.FAILED, new OutcomeCounts(Map.of()), START.plusSeconds(90));

        ObjectNode view = Views.run(run, OutcomeCounts.NONE);

        assertThat(view.path("status").asText()).isEqualTo("FAILED");
        assertThat(view.path("error").asText()).isEqualTo("the host is away");
        assertThat(view.path("durationMs").asLong()).isEqualTo(90_000);
    }

    private static Run reading(ReadCounts counts) {
        Run claimed = QUEUED.claimed("me", START.plusSeconds(1), START.plusSeconds(91));
        return claimed.advanced(
                claimed.progress()
                        .claimedBy(claimed.stepping().claim())
                        .after(10, Optional.empty(), OptionalLong.empty(), Tally.of(counts)),
                START.plusSeconds(91));
    }
}
