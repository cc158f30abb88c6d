package dev.fides.local.functionhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionKeyTest {
    @TempDir
    private Path folder;

    @Test
    void without_a_key_every_level_is_open() throws Exception {
        try (RunningHost host = RunningHost.of(app())) {
            assertThat(host.get("/api/nothing").statusCode()).isEqualTo(204);
            assertThat(host.get("/admin/host/status").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void with_a_key_only_anonymous_functions_are_open() throws Exception {
        try (RunningHost host = RunningHost.of(app(), Map.of(FunctionHost.KEY_SETTING, "sesame"))) {
            assertThat(host.get("/api/journal").statusCode()).isEqualTo(200);
            assertThat(host.get("/api/nothing").statusCode()).isEqualTo(401);
            assertThat(host.get("/api/nothing?code=wrong").statusCode()).isEqualTo(401);
            assertThat(host.get("/api/nothing?code=sesame").statusCode()).isEqualTo(204);
            assertThat(host.send(host.request("/api/nothing").header("x-functions-key", "sesame"))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(host.get("/admin/host/status").statusCode()).isEqualTo(401);
        }
    }

    private SampleApp app() throws Exception {
        return SampleApp.in(folder).http("nothing", "FUNCTION", "", "GET").http("journal", "ANONYMOUS", "", "GET");
    }
}
