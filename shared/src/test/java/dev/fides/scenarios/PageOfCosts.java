package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page that prices what is counted here, with a line for each thing that is priced. */
final class PageOfCosts {

    private static final Path PAGE = Path.of("../infra/README.md");

    private PageOfCosts() {}

    /** Requires the page to have these lines. When they changed, the prices that the page works out from them change too. */
    static void require(List<String> counted) {
        assertThat(lines()).containsAll(counted);
    }

    /** Such as {@code tick  sync-runs.query=3 (8.7)}: for each container and operation how many answers, and request units. */
    static String line(String name, CountedMemory memory) {
        return memory.asked().entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%s=%d (%.1f)",
                        entry.getKey(),
                        entry.getValue(),
                        memory.charged().get(entry.getKey())))
                .collect(Collectors.joining("  ", name + "  ", ""));
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
