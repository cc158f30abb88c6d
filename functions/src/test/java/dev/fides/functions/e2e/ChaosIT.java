package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.local.chaos.Chaos;
import dev.fides.local.chaos.ChaosReport;
import dev.fides.local.chaos.ChaosSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./setup.sh chaos}, with another seed each time; a failure tells the seed. */
class ChaosIT {

    private static final int RECORDS = 500;

    private final PrintStream out = System.out;

    @Test
    void after_a_minute_in_which_everything_fails_the_targets_are_the_mapped_hosts() throws Exception {
        long seed = new SplittableRandom().nextInt(1_000_000);
        ChaosSettings settings = new ChaosSettings(
                seed,
                Duration.ofMinutes(1),
                RECORDS,
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
