package dev.fides.config.request;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.source.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A JSON body as a definition writes it, whose texts may have variables. */
public sealed interface JsonTemplate {

    /** Does something with every text in it. */
    void visit(Consumer<Template> visitor);

    /** The names of all variables in it. */
    default Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        visit(text -> names.addAll(text.variables()));
        return names;
    }

    /** A text. One that is nothing but a variable stands for its value, which may be a number or a list. */
    record Text(Template template) implements JsonTemplate {
        public Text {
            requireNonNull(template, "template");
        }

        @Override
        public void visit(Consumer<Template> visitor) {
            visitor.accept(template);
        }
    }

    /** A number, true, false or null. */
    record Literal(JsonNode value) implements JsonTemplate {
        public Literal {
            requireNonNull(value, "value");
        }

        @Override
        public void visit(Consumer<Template> visitor) {
            // It has no text.
        }
    }

    /** An object; its names are taken as they are. */
    record Members(Map<String, JsonTemplate> members) implements JsonTemplate {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public void visit(Consumer<Template> visitor) {
            members.values().forEach(member -> member.visit(visitor));
        }
    }

    /** A list. */
    record Items(List<JsonTemplate> items) implements JsonTemplate {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public void visit(Consumer<Template> visitor) {
            items.forEach(item -> item.visit(visitor));
        }
    }
}
