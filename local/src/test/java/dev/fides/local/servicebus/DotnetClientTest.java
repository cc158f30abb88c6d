package dev.fides.local.servicebus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fides.local.servicebus.config.NamespaceConfig;
import dev.fides.local.servicebus.config.NamespaceConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Microsoft's client for .NET, which is inside {@code func} and the Azure Functions host, against this endpoint. The
 * program that uses it is no part of the project: {@value #PROGRAM} names it where there is one.
 */
class DotnetClientTest {
    private static final String PROGRAM = "FIDES_SERVICEBUS_DOTNET";

    /** It takes less than half a minute; the rest is for a machine that is busy. */
    private static final long LIMIT_MINUTES = 4;

    private static final int CHECKS = 20;
    private static final Pattern SUMMARY = Pattern.compile("(\\d+) passed, (\\d+) failed");

    @TempDir
    private Path folder;

    @Test
    void the_client_for_dotnet_passes_all_its_checks() throws IOException, InterruptedException {
        String program = System.getenv(PROGRAM);
        assumeTrue(program != null, PROGRAM + " names no check of a Service Bus endpoint with the client for .NET");
        NamespaceConfig entities = NamespaceConfigReader.read(Path.of("../infra/local/Config.json"));

        List<String> lines;
        try (ServiceBusEndpoint endpoint = ServiceBusEndpoint.start(ServiceBusSettings.of(0, entities))) {
            lines = outputOf(new ProcessBuilder(program, endpoint.connectionString()));
        }

        assertThat(lines).noneMatch(line -> line.startsWith("FAIL"));
        Matcher summary = SUMMARY.matcher(lines.isEmpty() ? "" : lines.get(lines.size() - 1));
        assertThat(summary.matches()).as("a summary at the end of %s", lines).isTrue();
        assertThat(Integer.parseInt(summary.group(1))).isGreaterThanOrEqualTo(CHECKS);
        assertThat(summary.group(2)).isEqualTo("0");
    }

    private List<String> outputOf(ProcessBuilder builder) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
                    .as("it has ended within %d minutes", LIMIT_MINUTES)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(output);
    }
}
