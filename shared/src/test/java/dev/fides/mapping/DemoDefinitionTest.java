package dev.fides.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fides.config.SyncDefinition;
import dev.fides.config.service.TargetKind;
import dev.fides.config.source.FolderSource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.local.demo.host.DemoHost;
import dev.fides.local.demo.host.DemoHostSettings;
import dev.fides.local.demo.sync.DemoSync;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.rest.write.WriteShape;
import dev.fides.stores.Stores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's definition under the rules of the engine. */
class DemoDefinitionTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void every_city_of_the_demo_is_mapped_or_left_out_and_none_is_invalid(@TempDir Path folder) throws IOException {
        DemoSync.writeTo(folder);
        Mapping mapping = mapping(folder);

        Map<String, Integer> results = new HashMap<>();
        try (var host = DemoHost.start(DemoHostSettings.onPort(0))) {
            String link = "/cities?$orderby=id&$top=5000";
            while (!link.isEmpty()) {
                JsonNode page = read(host, link);
                for (JsonNode row : page.get("value")) {
                    var city = new HostRecord(new RecordKey(row.get("id").asText()), row);
                    results.merge(mapping.map(city).getClass().getSimpleName(), 1, Integer::sum);
                }
                link = page.path("@odata.nextLink").asText();
            }
        }

        assertThat(results).containsOnly(Map.entry("Mapped", 24_307), Map.entry("NotForTarget", 16));
    }

    /** A fingerprint that changes without a change of the definition makes every target be written anew. */
    @Test
    void the_fingerprint_of_the_demo_stays_what_it_was(@TempDir Path folder) throws IOException {
        DemoSync.writeTo(folder);
        Mapping mapping = mapping(folder);

        assertThat(mapping.fingerprint()).isEqualTo("yygBx26LvhyQzAcoirSgvw");
    }

    private static Mapping mapping(Path folder) {
        var loader = new SyncDefinitionLoader(
                name -> Optional.of("http://localhost:1"), List.of(Mapping::check, Stores::check));
        SyncDefinition sync = loader.load(new FolderSource(folder)).get(0);
        TargetKind.Rest target = (TargetKind.Rest) sync.target().kind();
        return Mapping.of(sync, WriteShape.of(sync.target().ids(), target, sync.base()));
    }

    private JsonNode read(DemoHost host, String link) throws IOException {
        try (InputStream body = host.uri().resolve(link).toURL().openStream()) {
            return mapper.readTree(body);
        }
    }
}
