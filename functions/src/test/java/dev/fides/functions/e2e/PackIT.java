package dev.fides.functions.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A released package with sync definitions of a repository of their own: packed, started, and at work. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class PackIT {

    private static final Path APP = Path.of("target", "azure-functions", "fides");
    private static final ToolProvider JAR = ToolProvider.findFirst("jar").orElseThrow();

    @Test
    void definitions_that_were_packed_are_run_without_any_folder_beside_the_app(@TempDir Path place) throws Exception {
        Path release = place.resolve("release.zip");
        jar("--create", "--no-manifest", "--file", release.toString(), "-C", APP.toString(), ".");
        try (Machine machine = Machine.start("packed", 50)) {
            Path mine = place.resolve("mine.zip");
            pack("--package", release.toString(), "--syncs", machine.syncs().toString(), "--output", mine.toString());
            machine.runPackage(unpacked(mine, place.resolve("unpacked")));

            Api api = machine.startFunctions();

            assertThat(api.get("syncs").json().path("syncs").findValuesAsText("sync"))
                    .contains(Definitions.CITIES);
            RunView run = api.runImport(Definitions.CITIES).requireStatus("COMPLETED");
            assertThat(run.counter("published")).isPositive();
            machine.requireInStep();
        }
    }

    /** Only what is in the archive, with nothing of the build beside it. */
    private static Path unpacked(Path zip, Path folder) throws IOException, InterruptedException {
        Files.createDirectory(folder);
        run(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jar").toString(),
                        "--extract",
                        "--file",
                        zip.toString())
                .directory(folder.toFile()));
        return folder;
    }

    private static void jar(String... arguments) {
        assertThat(JAR.run(System.out, System.err, arguments)).isZero();
    }

    private static void pack(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder command =
                new ProcessBuilder("bash", Path.of("..", "infra", "pack.sh").toString());
        command.command().addAll(List.of(arguments));
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        run(command);
    }

    private static void run(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
