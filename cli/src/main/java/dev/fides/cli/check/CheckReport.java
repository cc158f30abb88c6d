package dev.fides.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.cli.connect.Step;
import dev.fides.config.source.DefinitionFault;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Says what a check found, to people or to machines. */
final class CheckReport {

    private final PrintWriter out;

    CheckReport(PrintWriter out) {
        this.out = out;
    }

    void print(List<Checked> checked, boolean json) {
        if (json) {
            out.println(view(checked).toPrettyString());
        } else {
            checked.forEach(this::print);
        }
    }

    private void print(Checked checked) {
        checked.faults().forEach(out::println);
        if (checked.faults().isEmpty()) {
            out.println(checked.file() + ": sync " + checked.sync().orElse("") + ", the definition has no fault");
        }
        checked.warnings().forEach(warning -> out.println("  warning " + warning));
        checked.steps().forEach(this::print);
    }

    private void print(Step step) {
        out.printf(
                Locale.ROOT,
                "  %-7s %s (%d ms): %s%n",
                step.outcome().name().toLowerCase(Locale.ROOT),
                step.name(),
                step.took().toMillis(),
                step.said());
        step.change().ifPresent(change -> out.println("          to do: " + change));
    }

    private static ObjectNode view(List<Checked> checked) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("ok", checked.stream().allMatch(Checked::isWell));
        ArrayNode definitions = view.putArray("definitions");
        checked.forEach(one -> definitions.add(view(one)));
        return view;
    }

    private static ObjectNode view(Checked checked) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("file", checked.file());
        checked.sync().ifPresent(name -> view.put("sync", name));
        view.put("ok", checked.isWell());
        ArrayNode faults = view.putArray("faults");
        checked.faults().forEach(fault -> faults.add(view(fault)));
        checked.warnings().forEach(view.putArray("warnings")::add);
        ArrayNode steps = view.putArray("steps");
        checked.steps().forEach(step -> steps.add(view(step)));
        return view;
    }

    private static ObjectNode view(DefinitionFault fault) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("file", fault.file());
        fault.place().ifPresent(place -> view.put("line", place.line()).put("column", place.column()));
        return view.put("path", fault.path()).put("reason", fault.reason());
    }

    private static ObjectNode view(Step step) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("step", step.name())
                .put("outcome", step.outcome().name())
                .put("said", step.said())
                .put("tookMs", step.took().toMillis());
        step.change().ifPresent(change -> view.put("toDo", change));
        return view;
    }
}
