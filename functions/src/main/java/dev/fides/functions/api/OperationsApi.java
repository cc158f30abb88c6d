package dev.fides.functions.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.engine.Engine;
import dev.fides.functions.http.Answer;
import dev.fides.functions.http.HttpCall;
import dev.fides.functions.http.ProblemException;
import dev.fides.operations.Audit;
import dev.fides.operations.Pauses;
import dev.fides.operations.Rejected;
import dev.fides.queue.RejectedMessage;
import dev.fides.state.FailureReason;
import dev.fides.state.StatePage;
import dev.fides.sync.Sync;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What operators do: pausing, parked records, rejected messages. Every action is audited before it is done. */
public final class OperationsApi {

    private static final int PAGE = 100;

    private final Engine engine;
    private final Pauses pauses;
    private final Rejected rejected;
    private final Audit audit;

    public OperationsApi(Engine engine, Pauses pauses, Rejected rejected, Audit audit) {
        this.engine = engine;
        this.pauses = pauses;
        this.rejected = rejected;
        this.audit = audit;
    }

    /** No new steps and no publishing from now on; nothing is lost. */
    public Answer pause(String syncName, HttpCall call) {
        Sync sync = SyncsApi.sync(engine, syncName);
        audit.note(call.caller(), "pause", syncName, "");
        Pauses.Pause pause = pauses.pause(sync, call.caller());
        return Answer.ok(Views.object()
                .put("sync", syncName)
                .put("paused", true)
                .put("by", pause.by())
                .put("since", pause.since().toString()));
    }

    /** Goes on. */
    public Answer resume(String syncName, HttpCall call) {
        Sync sync = SyncsApi.sync(engine, syncName);
        audit.note(call.caller(), "resume", syncName, "");
        boolean wasPaused = pauses.resume(sync, call.caller()).isPresent();
        return Answer.ok(
                Views.object().put("sync", syncName).put("paused", false).put("wasPaused", wasPaused));
    }

    /** A page of parked records. */
    public Answer failures(String syncName, HttpCall call) {
        Sync sync = SyncsApi.sync(engine, syncName);
        StatePage page = engine.watch().retries().page(sync, reason(call.query("reason")), call.query("cursor"), PAGE);
        ObjectNode view = Views.object();
        ArrayNode records = view.putArray("failures");
        page.states().forEach(stored -> records.add(Views.state(stored.state())));
        page.next().ifPresent(next -> view.put("next", next));
        return Answer.ok(view);
    }

    /** Tries parked records again, all or those of one reason. */
    public Answer retry(String syncName, HttpCall call) {
        Sync sync = SyncsApi.sync(engine, syncName);
        ObjectNode body = call.body();
        Bodies.allowOnly(body, Set.of("reason"));
        Optional<FailureReason> reason = reason(Bodies.text(body, "reason"));
        audit.note(
                call.caller(),
                "failures/retry",
                syncName,
                reason.map(Enum::name).orElse("all"));
        int sent = engine.watch().retries().retry(sync, reason);
        return Answer.accepted(
                call.address("syncs/" + syncName + "/failures"),
                Views.object().put("sync", syncName).put("sent", sent));
    }

    /** Messages that nobody could read. */
    public Answer rejected() {
        ObjectNode view = Views.object();
        ArrayNode messages = view.putArray("rejected");
        rejected.list(PAGE).forEach(message -> messages.add(view(message)));
        return Answer.ok(view);
    }

    /** Sends a rejected message on as refreshes of the records that it names. */
    public Answer resubmit(String id, HttpCall call) {
        audit.note(call.caller(), "rejected/resubmit", id, "");
        Rejected.Resubmission result = rejected.resubmit(id);
        if (result instanceof Rejected.Resubmission.Sent sent) {
            return Answer.ok(Views.object().put("id", id).put("refreshes", sent.refreshes()));
        }
        if (result instanceof Rejected.Resubmission.NoKeys none) {
            throw ProblemException.conflict(none.reason());
        }
        throw noSuchMessage(id);
    }

    /** Throws a rejected message away. */
    public Answer delete(String id, HttpCall call) {
        audit.note(call.caller(), "rejected/delete", id, "");
        RejectedMessage message = rejected.delete(id).orElseThrow(() -> noSuchMessage(id));
        return Answer.ok(view(message));
    }

    private static ProblemException noSuchMessage(String id) {
        return ProblemException.notFound("there is no rejected message " + id);
    }

    private static ObjectNode view(RejectedMessage message) {
        return Views.object()
                .put("id", message.id())
                .put("queue", message.queue())
                .put("reason", message.reason())
                .put("rejectedAt", message.rejectedAt().toString())
                .put("body", message.body());
    }

    private static Optional<FailureReason> reason(Optional<String> text) {
        return text.map(name -> {
            try {
                return FailureReason.valueOf(name.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw ProblemException.badRequest(
                        "reason: expected one of " + Arrays.toString(FailureReason.values()) + ", found " + name);
            }
        });
    }
}
