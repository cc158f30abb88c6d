package dev.fides.config.yaml;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fides.config.source.DefinitionFault;
import dev.fides.config.source.DefinitionFault.Place;
import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The text of a definition, read: what it says, and where its members stand.
 *
 * @param root what the file says
 */
record YamlFile(JsonNode root, YamlPlaces places) {

    private static final ObjectReader YAML = YAMLMapper.builder().build().readerFor(JsonNode.class);

    /**
     * A file that is no YAML; of these only the first fault is known, since nobody can tell how the text goes on.
     */
    static final class NotYamlException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient DefinitionFault fault;

        NotYamlException(DefinitionFault fault) {
            super(fault.reason(), null, false, false);
            this.fault = fault;
        }

        DefinitionFault fault() {
            return fault;
        }
    }

    /** @throws NotYamlException with the fault and its place */
    static YamlFile read(String file, String text) throws NotYamlException {
        try {
            Node composed = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            YamlPlaces places = composed == null ? YamlPlaces.NONE : YamlPlaces.of(file, composed);
            return new YamlFile(YAML.readTree(text), places);
        } catch (YAMLException e) {
            throw new NotYamlException(YamlMistake.of(file, text, e));
        } catch (JacksonException e) {
            throw new NotYamlException(new DefinitionFault(file, place(e), "", "not valid YAML: " + firstLine(e)));
        }
    }

    private static Optional<Place> place(JacksonException e) {
        JsonLocation location = e.getLocation();
        return location == null || location.getLineNr() < 1
                ? Optional.empty()
                : Optional.of(new Place(location.getLineNr(), Math.max(1, location.getColumnNr())));
    }

    /** The lines after the first quote the file, which may hold secrets. */
    private static String firstLine(JacksonException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }
}
