package dev.fides.rest.paging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fides.config.service.Paging;
import java.util.Optional;

/** Finds links in bodies that have lists of them, as FHIR and others do. */
final class LinkLists {

    private LinkLists() {}

    /** The link itself, or the one of a list that the definition means; missing where there is none. */
    static JsonNode link(JsonNode found, Optional<Paging.Relation> relation) {
        if (relation.isEmpty()) {
            return found;
        }
        for (JsonNode link : found) {
            boolean isMeant = relation.get().where().entrySet().stream()
                    .allMatch(member -> says(link.path(member.getKey()), member.getValue()));
            if (isMeant) {
                return link.at(relation.get().url());
            }
        }
        return MissingNode.getInstance();
    }

    /** A link may have several relations. */
    private static boolean says(JsonNode member, String text) {
        if (!member.isArray()) {
            return member.asText().equals(text);
        }
        for (JsonNode one : member) {
            if (one.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }
}
