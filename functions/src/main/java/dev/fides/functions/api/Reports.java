package dev.fides.functions.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.run.Example;
import dev.fides.run.Nomination;
import dev.fides.run.Problem;

/** What runs found, record by record. */
final class Reports {

    private Reports() {}

    static ObjectNode example(Example example) {
        ObjectNode view = Views.object()
                .put("key", example.key().value())
                .put("finding", example.finding().name());
        example.note().ifPresent(note -> view.put("note", note));
        ArrayNode fields = view.putArray("fields");
        example.fields().forEach(field -> {
            ObjectNode difference = fields.addObject().put("pointer", field.pointer());
            field.from().ifPresent(from -> difference.set("from", from));
            difference.set("to", field.to());
        });
        return view;
    }

    static ObjectNode nomination(Nomination nomination) {
        ObjectNode view = Views.object()
                .put("key", nomination.key().value())
                .put("reason", nomination.reason().name());
        nomination.strayId().ifPresent(id -> view.put("strayId", id));
        return view;
    }

    static ObjectNode problem(Problem problem) {
        ObjectNode view = Views.object().put("page", problem.page()).put("reason", problem.reason());
        problem.key().ifPresent(key -> view.put("key", key.value()));
        problem.excerpt().ifPresent(excerpt -> view.put("excerpt", excerpt));
        return view;
    }
}
