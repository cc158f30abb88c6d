package dev.fides.local.demo.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The real cities that the project ships (GeoNames, CC BY 4.0; see NOTICE beside the data). */
final class CityData {

    private static final String FILE = "cities.ndjson.gz";
    private static final String START = "{\"id\":";

    private CityData() {}

    /** All cities, sorted by id. */
    static List<City> load() {
        return load(Integer.MAX_VALUE);
    }

    /** The cities with the lowest ids, at most so many. */
    static List<City> load(int atMost) {
        var stream = Objects.requireNonNull(CityData.class.getResourceAsStream(FILE), FILE);
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(stream), UTF_8))) {
            return lines.lines().limit(atMost).map(CityData::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every line starts with the id, so that cutting does what a parser would do, without making a tree of each. */
    private static City parse(String line) {
        int comma = line.indexOf(',');
        if (!line.startsWith(START) || comma < 0 || !line.endsWith("}")) {
            throw new IllegalStateException("Not a city: " + line);
        }
        return new City(
                Long.parseLong(line.substring(START.length(), comma)), line.substring(comma + 1, line.length() - 1));
    }
}
