package dev.fides.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunCodecTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.070Z");

    private final RunCodec codec = new RunCodec();

    private static Run run() {
        Tally found = new Tally(
                new ReadCounts(3, 1, 1, 1, 0, 0), CheckCounts.of(4, 3, 2, 1), new VerifyCounts(1, 2, 3, 4, 5, 6));
        return Run.queued("r1", "cities", RunType.CLEAN_UP, "test", RunOptions.DEFAULT, NOW, NOW)
                .advanced(Progress.START.after(3, Optional.of("next"), OptionalLong.of(9), found), NOW)
                .held("etag", "too many");
    }

    @Test
    void counts_and_the_etag_of_held_deletes_are_kept() {
        assertThat(codec.decodeRun(codec.encode(run()))).isEqualTo(run());
    }

    @Test
    void all_that_was_verified_was_compared() {
        assertThat(run().progress().verified().compared()).isEqualTo(1 + 2 + 3 + 4 + 5 + 6);
    }

    @Test
    void a_run_stored_before_there_were_clean_ups_reads_as_zero() {
        ObjectNode document = codec.encode(run());
        ((ObjectNode) document.get("progress")).remove(List.of("check", "verified"));
        document.remove("heldEtag");

        Run read = codec.decodeRun(document);

        assertThat(read.progress().check()).isEqualTo(CheckCounts.NONE);
        assertThat(read.progress().verified()).isEqualTo(VerifyCounts.NONE);
        assertThat(read.heldEtag()).isEmpty();
    }
}
