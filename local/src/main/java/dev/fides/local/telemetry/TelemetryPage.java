package dev.fides.local.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The tables of {@code docs/telemetry.md}: what the app promises to tell about itself.
 *
 * @param metrics by name
 * @param spans names of attributes by name
 */
public record TelemetryPage(Map<String, Metric> metrics, Map<String, Set<String>> spans) {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    public TelemetryPage {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        spans = Collections.unmodifiableMap(new TreeMap<>(spans));
    }

    /**
     * One metric of the page.
     *
     * @param kind {@code counter}, {@code gauge} or {@code histogram}
     * @param unit as OpenTelemetry writes it, such as <code>{record}</code>
     * @param attributes their names
     */
    public record Metric(String kind, String unit, Set<String> attributes) {
        public Metric {
            attributes = Collections.unmodifiableSet(new TreeSet<>(attributes));
        }
    }

    /** Reads the page in the project's folder. */
    public static TelemetryPage read(Path projectFolder) throws IOException {
        Map<String, Metric> metrics = new TreeMap<>();
        Map<String, Set<String>> spans = new TreeMap<>();
        String section = "";
        for (String line : Files.readAllLines(projectFolder.resolve(Path.of("docs", "telemetry.md")))) {
            section = line.startsWith("## ") ? line.substring(3) : section;
            if (!line.startsWith("| `")) {
                continue;
            }
            List<String> cells = Arrays.stream(line.substring(1).split("\\|"))
                    .map(String::trim)
                    .toList();
            String name = codes(cells.get(0)).iterator().next();
            if (section.equals("Metrics")) {
                String unit = codes(cells.get(2)).iterator().next();
                metrics.put(name, new Metric(cells.get(1), unit, codes(cells.get(3))));
            } else if (section.equals("Spans")) {
                spans.put(name, codes(cells.get(2)));
            }
        }
        return new TelemetryPage(metrics, spans);
    }

    private static Set<String> codes(String cell) {
        Set<String> codes = new TreeSet<>();
        CODE.matcher(cell).results().forEach(found -> codes.add(found.group(1)));
        return codes;
    }
}
