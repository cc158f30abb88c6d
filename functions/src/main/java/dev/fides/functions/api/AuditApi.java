package dev.fides.functions.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.functions.http.Answer;
import dev.fides.functions.http.HttpCall;
import dev.fides.functions.http.ProblemException;
import dev.fides.operations.Audit;

/** What was done through this API, and by whom. */
public final class AuditApi {

    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final Audit audit;

    public AuditApi(Audit audit) {
        this.audit = audit;
    }

    /** The last actions, newest first; {@code on} and {@code who} leave out those of others. */
    public Answer last(HttpCall call) {
        int limit = call.query("limit").map(AuditApi::limit).orElse(USUAL);
        ObjectNode view = Views.object();
        ArrayNode actions = view.putArray("actions");
        audit.last(MOST).stream()
                .filter(entry -> call.query("on").map(entry.on()::equals).orElse(true))
                .filter(entry -> call.query("who").map(entry.who()::equals).orElse(true))
                .limit(limit)
                .forEach(entry -> actions.add(Views.object()
                        .put("at", entry.at().toString())
                        .put("who", entry.who())
                        .put("what", entry.what())
                        .put("on", entry.on())
                        .put("details", entry.details())));
        return Answer.ok(view);
    }

    private static int limit(String text) {
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MOST) {
            throw ProblemException.badRequest("limit: expected a number from 1 to " + MOST + ", found " + text);
        }
        return Integer.parseInt(text);
    }
}
