package dev.fides.local.launch.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolProcessTest {

    @TempDir
    Path folder;

    @Test
    void closing_ends_the_program() throws Exception {
        var tool = ToolProcess.start(List.of("sleep", "600"), folder, Map.of());
        ProcessHandle shell = ProcessHandle.of(tool.process()).orElseThrow();
        assertThat(tool.isRunning()).isTrue();

        tool.close();

        assertThat(tool.isRunning()).isFalse();
        shell.onExit().get(10, TimeUnit.SECONDS);
        assertThat(shell.descendants()).isEmpty();
    }

    @Test
    void a_program_that_ends_by_itself_no_longer_runs() throws Exception {
        var tool = ToolProcess.start(List.of("true"), folder, Map.of());
        ProcessHandle.of(tool.process())
                .ifPresent(
                        shell -> shell.onExit().orTimeout(10, TimeUnit.SECONDS).join());

        assertThat(tool.isRunning()).isFalse();
        tool.close();
    }
}
