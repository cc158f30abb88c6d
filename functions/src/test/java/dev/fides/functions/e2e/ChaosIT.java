package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.local.chaos.Chaos;
import dev.fides.local.chaos.ChaosReport;
import dev.fides.local.chaos.ChaosSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The short form of {@code ./setup.sh chaos}. Builds are to be compared with each other, so the seed is always the same
 * unless {@code -Dfides.chaos.seed} gives another one.
 */
class ChaosIT {

    private static final int RECORDS = 300;

    private final PrintStream out = System.out;

    @Test
    void after_half_a_minute_in_which_everything_fails_the_targets_are_the_mapped_hosts() throws Exception {
        long seed = Long.getLong("fides.chaos.seed", 1);
        ChaosSettings settings = new ChaosSettings(
                seed,
                Duration.ofSeconds(30),
                RECORDS,
                true,
                true,
                Path.of("target", "azure-functions", "fides"),
                Path.of("..", "infra", "local", "Config.json"),
                Path.of("target", "e2e", "chaos"));
        try (Chaos chaos = Chaos.prepare(settings, out)) {
            ChaosReport report = chaos.run();

            assertThat(report.problems()).as("seed %d", seed).isEmpty();
            assertThat(report.faults()).as("seed %d", seed).isNotEmpty();
        }
    }
}
