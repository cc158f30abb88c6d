package dev.fides.functions.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.engine.Engine;
import dev.fides.functions.http.Answer;
import dev.fides.functions.http.HttpCall;
import dev.fides.functions.http.ProblemException;
import dev.fides.host.HostReading;
import dev.fides.model.RecordKey;
import dev.fides.operations.Audit;
import dev.fides.operations.PreviewView;
import dev.fides.run.Outcome;
import dev.fides.sync.Sync;
import dev.fides.sync.compare.Inspector;
import dev.fides.sync.publish.RecordPreview;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** One record: why it is as it is, and doing it again. */
public final class RecordsApi {

    /** Long enough for a record that has to pass the queue, short enough for a person who waits. */
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Engine engine;
    private final Audit audit;

    public RecordsApi(Engine engine, Audit audit) {
        this.engine = engine;
        this.audit = audit;
    }

    /** Explains a record. */
    public Answer explain(String syncName, HttpCall call) {
        Sync sync = SyncsApi.sync(engine, syncName);
        RecordKey key = key(call.requiredQuery("key"));
        Inspector.Explanation explanation = engine.records().inspector().explain(sync, key);
        ObjectNode view = Views.object().put("sync", sync.name()).put("key", key.value());
        explanation.state().ifPresent(state -> view.set("state", Views.state(state)));
        if (explanation.host() instanceof HostReading.Present present) {
            view.set("host", present.record().body());
        }
        return Answer.ok(view.put("intent", explanation.intent().name()).put("why", explanation.why()));
    }

    /** Shows what would become of a record, with the document, the request and what the target holds. */
    public Answer preview(String syncName, HttpCall call) {
        Sync sync = SyncsApi.sync(engine, syncName);
        RecordKey key = key(call.requiredQuery("key"));
        RecordPreview.Preview preview = engine.records().preview().of(sync, key);
        ObjectNode view = PreviewView.of(sync, key, preview);
        preview.explanation().state().ifPresent(state -> view.set("state", Views.state(state)));
        return Answer.ok(view);
    }

    /** Refreshes a record now, and returns the outcome if there is one soon. */
    public Answer refresh(String syncName, HttpCall call) {
        Sync sync = SyncsApi.sync(engine, syncName);
        RecordKey key = key(call.requiredQuery("key"));
        audit.note(call.caller(), "records/refresh", syncName, key.value());
        Optional<Outcome> outcome = engine.records().refresh().refresh(sync, key, WAIT);
        ObjectNode view = Views.object().put("sync", sync.name()).put("key", key.value());
        if (outcome.isPresent()) {
            return Answer.ok(view.put("outcome", outcome.get().name()));
        }
        String path = "syncs/" + syncName + "/records?key=" + URLEncoder.encode(key.value(), StandardCharsets.UTF_8);
        return Answer.accepted(call.address(path), view.put("outcome", Outcome.PENDING.name()));
    }

    static RecordKey key(String text) {
        try {
            return new RecordKey(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(e.getMessage());
        }
    }
}
