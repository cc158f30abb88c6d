package dev.fides.cli.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Says a preview to people. */
final class PreviewReport {

    private final PrintWriter out;

    PreviewReport(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode preview) {
        out.println("record " + text(preview, "key") + " of sync " + text(preview, "sync"));
        out.println("an import would: " + text(preview, "intent") + ", because " + text(preview, "why"));
        section("host record", "", preview.path("host"));
        section("document", text(preview, "documentSaid"), preview.path("document"));
        request(preview);
        section("target now", text(preview, "targetSaid"), preview.path("target"));
        differences(preview);
    }

    private void section(String title, String said, JsonNode content) {
        out.println();
        out.println(title + (said.isEmpty() ? "" : ": " + said));
        if (!content.isMissingNode()) {
            content.toPrettyString().lines().forEach(line -> out.println("  " + line));
        }
    }

    private void request(JsonNode preview) {
        JsonNode request = preview.path("request");
        out.println();
        out.println("request: " + text(preview, "requestSaid"));
        if (request.isMissingNode()) {
            return;
        }
        out.println("  " + text(request, "method") + " " + text(request, "address"));
        request.path("headers")
                .properties()
                .forEach(header -> out.println(
                        "  " + header.getKey() + ": " + header.getValue().asText()));
        text(request, "body").lines().forEach(line -> out.println("  " + line));
    }

    private void differences(JsonNode preview) {
        JsonNode differences = preview.path("differences");
        if (differences.isMissingNode()) {
            return;
        }
        out.println();
        out.println("differences: " + (differences.isEmpty() ? "none" : differences.size()));
        differences.forEach(field -> out.println("  " + text(field, "pointer") + ": "
                + (field.has("from") ? field.get("from").toString() : "nothing") + " at the target, should be "
                + field.get("to")));
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText();
    }
}
