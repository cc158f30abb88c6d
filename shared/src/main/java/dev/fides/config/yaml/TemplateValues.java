package dev.fides.config.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.source.Spelling;
import dev.fides.config.source.Template;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the texts of a definition that may have variables. */
record TemplateValues(Function<String, Optional<String>> settings) {

    /** A path that is appended to the base URL. */
    Template path(JsonNode value, Set<String> variables) {
        Template template = template(value, variables);
        String example = template.fill(name -> "x");
        if (!example.startsWith("/") || example.indexOf('?') >= 0 || example.indexOf('#') >= 0) {
            throw Values.expected("a path that starts with a slash and has no query", value);
        }
        return template;
    }

    Template template(JsonNode value, Set<String> variables) {
        if (!value.isValueNode() || value.isNull()) {
            throw Values.expected("a text", value);
        }
        Template template = Template.parse(value.asText(), settings);
        for (String variable : template.variables()) {
            if (!variables.contains(variable)) {
                throw new IllegalArgumentException("unknown variable {" + variable + "}; "
                        + (variables.isEmpty() ? "none is known here" : "known here: " + new TreeSet<>(variables))
                        + Spelling.didYouMean(variable, variables));
            }
        }
        return template;
    }

    /** What travels in one header line, and may have variables. */
    Template headerTemplate(JsonNode value, Set<String> variables) {
        Template template = template(value, variables);
        if (Values.hasControl(template.fill(name -> ""))) {
            throw Values.controlInHeader();
        }
        return template;
    }
}
