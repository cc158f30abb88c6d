package dev.fides.functions.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.functions.http.Answer;
import dev.fides.functions.http.HttpCall;
import dev.fides.functions.http.ProblemException;
import dev.fides.operations.Audit;
import dev.fides.operations.ForgetJob;
import dev.fides.operations.Forgetting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Forgetting what is remembered of syncs that are no longer defined. */
public final class ForgetApi {

    /** What names of syncs are made of; of other texts there is no use in asking the store. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final Forgetting forgetting;
    private final Audit audit;

    public ForgetApi(Forgetting forgetting, Audit audit) {
        this.forgetting = forgetting;
        this.audit = audit;
    }

    /** Begins to forget a sync, or tells how far that is. */
    public Answer forget(String sync, HttpCall call) {
        ObjectNode body = call.body();
        Bodies.allowOnly(body, Set.of("sync"));
        if (!Bodies.text(body, "sync").filter(sync::equals).isPresent()) {
            throw ProblemException.badRequest("sync: expected the name of the sync that is to be forgotten for good, "
                    + sync + ", once more in the body: {\"sync\":\"...\"}");
        }
        if (!NAME.matcher(sync).matches()) {
            throw ProblemException.notFound("no sync can have this name: " + sync);
        }
        Forgetting.Answer found = forgetting.look(sync);
        if (found instanceof Forgetting.Answer.Remembered) {
            audit.note(call.caller(), "forget", sync, "");
            found = forgetting.begin(sync, call.caller());
        }
        ForgetJob job = allowed(sync, found);
        Answer answer = Answer.accepted(call.address("syncs"), view(job));
        return job.status() == ForgetJob.Status.RUNNING ? answer : Answer.ok(view(job));
    }

    private static ForgetJob allowed(String sync, Forgetting.Answer answer) {
        if (answer instanceof Forgetting.Answer.Known known) {
            return known.job();
        } else if (answer instanceof Forgetting.Answer.AtWork run) {
            throw ProblemException.conflict("an instance that still defines the sync works on it until " + run.until()
                    + " or longer; deploy the package without its definition everywhere, then ask again: sync " + sync
                    + ", run " + run.runId());
        } else if (answer instanceof Forgetting.Answer.Defined) {
            throw ProblemException.conflict("only a sync that is no longer defined can be forgotten; remove its"
                    + " definition and deploy first: sync " + sync);
        }
        throw ProblemException.notFound("nothing is remembered of a sync named " + sync);
    }

    /** The syncs that are remembered or being forgotten although they are not defined. */
    ArrayNode notDefined() {
        Map<String, ObjectNode> views = new LinkedHashMap<>();
        forgetting.remembered().forEach(sync -> views.put(sync, Views.object().put("sync", sync)));
        forgetting
                .jobs()
                .forEach(job -> views.put(
                        job.sync(),
                        Views.object()
                                .put("sync", job.sync())
                                .set("forget", view(job).without(Set.of("sync")))));
        ArrayNode list = Views.object().putArray("notDefined");
        views.values().forEach(list::add);
        return list;
    }

    private static ObjectNode view(ForgetJob job) {
        ObjectNode view = Views.object()
                .put("sync", job.sync())
                .put("status", job.status().name())
                .put("by", job.by())
                .put("since", job.since().toString())
                .put("states", job.states())
                .put("runDocuments", job.runDocuments())
                .put("controlDocuments", job.controlDocuments());
        return job.why().isEmpty() ? view : view.put("why", job.why());
    }
}
