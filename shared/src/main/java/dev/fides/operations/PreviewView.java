package dev.fides.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.host.HostReading;
import dev.fides.model.RecordKey;
import dev.fides.run.FieldDifference;
import dev.fides.sync.Sync;
import dev.fides.sync.publish.RecordPreview;
import dev.fides.target.TargetRequest;
import java.util.Map;

/** The preview of a record as JSON, for the HTTP API and the command line alike. */
public final class PreviewView {

    private PreviewView() {}

    /** Members that have no value are left out; those that end in {@code Said} say why, or what the value is. */
    public static ObjectNode of(Sync sync, RecordKey key, RecordPreview.Preview preview) {
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("sync", sync.name())
                .put("key", key.value())
                .put("intent", preview.explanation().intent().name())
                .put("why", preview.explanation().why());
        if (preview.explanation().host() instanceof HostReading.Present present) {
            view.set("host", present.record().body());
        }
        preview.document().ifPresent(document -> view.set("document", document));
        view.put("documentSaid", preview.documentSaid());
        preview.request().ifPresent(request -> view.set("request", view(request)));
        view.put("requestSaid", preview.requestSaid());
        preview.target().ifPresent(item -> view.set("target", item));
        view.put("targetSaid", preview.targetSaid());
        if (preview.target().isPresent() && preview.document().isPresent()) {
            ArrayNode differences = view.putArray("differences");
            preview.differences().forEach(difference -> differences.add(view(difference)));
        }
        return view;
    }

    private static ObjectNode view(TargetRequest request) {
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("method", request.method())
                .put("address", request.address());
        ObjectNode headers = view.putObject("headers");
        request.headers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(header -> headers.put(header.getKey(), header.getValue()));
        request.body().ifPresent(body -> view.put("body", body));
        return view;
    }

    private static ObjectNode view(FieldDifference difference) {
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("pointer", difference.pointer());
        difference.from().ifPresent(from -> view.set("from", from));
        view.set("to", difference.to());
        return view;
    }
}
