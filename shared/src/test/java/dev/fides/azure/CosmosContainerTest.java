package dev.fides.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CosmosContainerTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void the_template_creates_the_same_containers_with_the_same_indexes() throws Exception {
        JsonNode template = mapper.readTree(Path.of("../infra/containers.json").toFile());

        ArrayNode expected = mapper.createArrayNode();
        for (CosmosContainer container : CosmosContainer.values()) {
            ObjectNode json = expected.addObject()
                    .put("name", container.containerName())
                    .put("partitionKey", container.partitionKey());
            ArrayNode indexed = json.putArray("indexed");
            container.indexed().forEach(indexed::add);
            ArrayNode composite = json.putArray("composite");
            container.composite().forEach(paths -> {
                ArrayNode index = composite.addArray();
                paths.forEach(index::add);
            });
        }
        assertThat(template).isEqualTo(expected);
    }
}
