package dev.fides.functions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.functions.http.ProblemException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** Reads members of request bodies, with clear faults. */
final class Bodies {

    private Bodies() {}

    static void allowOnly(ObjectNode body, Set<String> names) {
        for (Iterator<String> members = body.fieldNames(); members.hasNext(); ) {
            String name = members.next();
            if (!names.contains(name)) {
                throw ProblemException.badRequest("the body has an unknown member " + name + "; known are "
                        + names.stream().sorted().toList());
            }
        }
    }

    static Optional<String> text(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw ProblemException.badRequest(name + ": expected a text, found " + value.getNodeType());
        }
        return Optional.of(value.textValue());
    }

    static boolean flag(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw ProblemException.badRequest(name + ": expected true or false, found " + value.getNodeType());
        }
        return value.booleanValue();
    }
}
