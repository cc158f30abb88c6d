package dev.fides.rest;

import dev.fides.config.SyncDefinition;
import dev.fides.config.source.DefinitionSource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A definition as people write it: what is not told is as short as it can be. */
final class YamlSync {

    private final Map<String, String> files = new HashMap<>(Map.of("cities.jslt", "."));
    private final Map<String, String> settings = new HashMap<>();
    private String baseUrl;
    private String hostKey = "/id";
    private String list = "{ path: /cities, records: /value, paging: { type: none } }";
    private String get = "{ path: '/cities/{key}' }";
    private String hostMore = "";
    private String hostResilience = "{ attempts: 1 }";
    private String upsert = "upsert: { path: '/docs/{id}' }";
    private String delete = "{ path: '/docs/{id}' }";
    private String targetMore = "";

    YamlSync(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    YamlSync baseUrl(String given) {
        baseUrl = given;
        return this;
    }

    YamlSync key(String given) {
        hostKey = given;
        return this;
    }

    YamlSync list(String given) {
        list = given;
        return this;
    }

    YamlSync get(String given) {
        get = given;
        return this;
    }

    /** Further members of the host. */
    YamlSync host(String given) {
        hostMore = given;
        return this;
    }

    YamlSync hostResilience(String given) {
        hostResilience = given;
        return this;
    }

    /** How documents are written, in place of the upsert. */
    YamlSync writes(String given) {
        upsert = given;
        return this;
    }

    YamlSync delete(String given) {
        delete = given;
        return this;
    }

    /** Further members of the target. */
    YamlSync target(String given) {
        targetMore = given;
        return this;
    }

    YamlSync file(String name, String text) {
        files.put(name, text);
        return this;
    }

    YamlSync setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    String text() {
        return """
                name: cities
                host:
                  baseUrl: %s
                  key: %s
                  list: %s
                  get: %s
                  %s
                  resilience: %s
                mapping: cities.jslt
                target:
                  baseUrl: %s
                  id: /id
                  %s
                  delete: %s
                  %s
                  resilience: { attempts: 1 }
                """.formatted(
                        baseUrl, hostKey, list, get, hostMore, hostResilience, baseUrl, upsert, delete, targetMore);
    }

    SyncDefinition build() {
        return new SyncDefinitionLoader(name -> Optional.ofNullable(settings.get(name)), List.of())
                .load(new Files(text(), Map.copyOf(files)))
                .get(0);
    }

    private record Files(String definition, Map<String, String> others) implements DefinitionSource {
        @Override
        public List<String> definitions() {
            return List.of("cities.yaml");
        }

        @Override
        public String read(String file) throws NoSuchFileException {
            if (file.equals("cities.yaml")) {
                return definition;
            }
            return Optional.ofNullable(others.get(file)).orElseThrow(() -> new NoSuchFileException(file));
        }

        @Override
        public String location() {
            return "memory";
        }
    }
}
