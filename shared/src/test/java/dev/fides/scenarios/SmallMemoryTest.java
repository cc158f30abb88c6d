package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is large passes through a process of 512 MB; the records of one batch alone would take more. */
class SmallMemoryTest {

    @Test
    void batches_of_events_about_records_of_5_mb_are_published() throws IOException, InterruptedException {
        run(LargeRecordsApp.class);
    }

    @Test
    void pages_of_60_mb_of_two_syncs_are_imported_side_by_side() throws IOException, InterruptedException {
        run(LargePagesApp.class);
    }

    private static void run(Class<?> app) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dfides.largePages=" + Integer.getInteger("fides.largePages", 1),
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        app.getName()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
