package dev.fides.functions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.engine.Engine;
import dev.fides.functions.http.Answer;
import dev.fides.functions.http.HttpCall;
import dev.fides.functions.http.ProblemException;
import dev.fides.model.RecordKey;
import dev.fides.operations.Audit;
import dev.fides.run.Problem;
import dev.fides.run.Run;
import dev.fides.run.RunListing;
import dev.fides.run.RunOptions;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.run.StoredRun;
import dev.fides.sync.Sync;
import dev.fides.sync.runs.Nominations;
import dev.fides.sync.runs.RunStarter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Starting runs, and seeing how they go. */
public final class RunsApi {

    /** A list of keys is written into the run document, which Cosmos DB limits to 2 MB. */
    private static final int MAX_KEYS = 1000;

    /** What ids of runs are made of; of other texts there is no use in asking the store. */
    private static final Pattern RUN_ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,99}");

    /** The runs that may have something to tell of the host's listing. */
    private static final Set<RunType> LISTING_THE_HOST = Set.of(RunType.IMPORT, RunType.REIMPORT, RunType.PLAN);

    private static final int DEFAULT_PAGE = 20;
    private static final int MAX_PAGE = 100;

    private final Engine engine;
    private final Audit audit;

    public RunsApi(Engine engine, Audit audit) {
        this.engine = engine;
        this.audit = audit;
    }

    /** Starts an import, of everything or of a few records to try. */
    public Answer startImport(String syncName, HttpCall call) {
        ObjectNode body = call.body();
        Bodies.allowOnly(body, Set.of("limit", "keys"));
        if (body.has("limit") && body.has("keys")) {
            throw ProblemException.badRequest("limit and keys exclude each other");
        }
        return start(syncName, RunType.IMPORT, new RunOptions(limit(body), keys(body), false), call);
    }

    /** Starts a verification, which may be asked to repair. */
    public Answer startVerify(String syncName, HttpCall call) {
        ObjectNode body = call.body();
        Bodies.allowOnly(body, Set.of("repair"));
        boolean repair = Bodies.flag(body, "repair");
        if (!SyncsApi.sync(engine, syncName).target().traits().lists()) {
            throw ProblemException.conflict("the target of sync " + syncName
                    + " cannot be listed, so that nobody can see what it holds; for a REST target add target.list to"
                    + " its definition to verify");
        }
        return start(syncName, RunType.VERIFY, new RunOptions(OptionalLong.empty(), List.of(), repair), call);
    }

    /** Stops a run. */
    public Answer cancel(String syncName, String runId, HttpCall call) {
        Run before = run(syncName, runId).run();
        audit.note(call.caller(), "cancel", before.id(), "sync " + syncName);
        return Answer.ok(view(engine.runs().control().cancel(before.id()).orElse(before)));
    }

    /** Releases exactly the deletes that the guard holds, as somebody saw them. */
    public Answer approve(String syncName, String runId, HttpCall call) {
        Run before = run(syncName, runId).run();
        ObjectNode body = call.body();
        Bodies.allowOnly(body, Set.of("etag"));
        String etag = Bodies.text(body, "etag")
                .orElseThrow(
                        () -> ProblemException.badRequest("etag: expected the ETag of the list that was looked at"));
        if (before.status() == RunStatus.AWAITING_APPROVAL && !before.heldEtag().equals(Optional.of(etag))) {
            throw new ProblemException(
                    412,
                    "Precondition failed",
                    "the list is another one now; look at it again: run " + runId + ", sync " + syncName);
        }
        audit.note(call.caller(), "approve", before.id(), "sync " + syncName + ", ETag " + etag);
        return Answer.ok(view(engine.runs().control().approve(before.id(), etag).orElse(before)));
    }

    /** Starts a run that takes no options. */
    public Answer start(String syncName, RunType type, HttpCall call) {
        Bodies.allowOnly(call.body(), Set.of());
        return start(syncName, type, RunOptions.DEFAULT, call);
    }

    private Answer start(String syncName, RunType type, RunOptions options, HttpCall call) {
        Sync sync = SyncsApi.sync(engine, syncName);
        audit.note(call.caller(), "start " + type, syncName, "");
        RunStarter.Start start = engine.runs().starter().start(sync, type, call.caller(), options);
        if (start instanceof RunStarter.Start.Busy busy) {
            throw ProblemException.conflict("the run " + busy.runId() + " of sync " + syncName
                    + " has to end first; see syncs/" + syncName + "/runs/" + busy.runId());
        }
        Run run = ((RunStarter.Start.Started) start).run();
        return Answer.accepted(
                call.address("syncs/" + syncName + "/runs/" + run.id()),
                Views.run(run, engine.runs().closer().outcomes(run)));
    }

    /** A page of a sync's runs, newest first. */
    public Answer list(String syncName, HttpCall call) {
        Sync sync = SyncsApi.sync(engine, syncName);
        RunListing page = engine.ports().runs().list(sync.name(), call.query("cursor"), pageSize(call));
        ObjectNode view = Views.object();
        ArrayNode runs = view.putArray("runs");
        page.runs().forEach(run -> runs.add(view(run)));
        page.next().ifPresent(next -> view.put("next", next));
        return Answer.ok(view);
    }

    /** One run, with what its guard holds, what it reports and what was wrong with the host's listing. */
    public Answer get(String syncName, String runId, HttpCall call) {
        Run run = run(syncName, runId).run();
        ObjectNode view = view(run);
        run.heldEtag().ifPresent(etag -> view.set("held", held(run, etag, call.query("cursor"))));
        if (run.type() == RunType.PLAN || run.type() == RunType.VERIFY) {
            ArrayNode examples = view.putArray("examples");
            engine.runs().report().examples(run).forEach(example -> examples.add(Reports.example(example)));
        }
        if (LISTING_THE_HOST.contains(run.type())) {
            List<Problem> found = engine.runs().problems().of(run);
            if (!found.isEmpty()) {
                ArrayNode problems = view.putArray("problems");
                found.forEach(problem -> problems.add(Reports.problem(problem)));
            }
        }
        return Answer.ok(view);
    }

    private ObjectNode held(Run run, String etag, Optional<String> cursor) {
        Nominations.Part part = engine.runs().nominations().read(run, cursor);
        ObjectNode held = Views.object().put("etag", etag);
        ArrayNode keys = held.putArray("nominations");
        part.nominations().forEach(nomination -> keys.add(Reports.nomination(nomination)));
        part.next().ifPresent(next -> held.put("next", next));
        return held;
    }

    private StoredRun run(String syncName, String runId) {
        Sync sync = SyncsApi.sync(engine, syncName);
        return Optional.of(runId)
                .filter(id -> RUN_ID.matcher(id).matches())
                .flatMap(engine.ports().runs()::read)
                .filter(stored -> stored.run().sync().equals(sync.name()))
                .orElseThrow(() -> ProblemException.notFound("the sync " + syncName + " has no run " + runId));
    }

    private ObjectNode view(Run run) {
        return Views.run(
                run, run.outcomes().orElseGet(() -> engine.runs().closer().outcomes(run)));
    }

    private static int pageSize(HttpCall call) {
        String text = call.query("limit").orElse(Integer.toString(DEFAULT_PAGE));
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= MAX_PAGE) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers that are out of range.
        }
        throw ProblemException.badRequest("limit: expected a number from 1 to " + MAX_PAGE + ", found " + text);
    }

    private static OptionalLong limit(ObjectNode body) {
        JsonNode limit = body.path("limit");
        if (limit.isMissingNode()) {
            return OptionalLong.empty();
        }
        if (!limit.isIntegralNumber() || !limit.canConvertToLong() || limit.asLong() < 1) {
            throw ProblemException.badRequest("limit: expected a whole number of 1 or more, found " + limit);
        }
        return OptionalLong.of(limit.asLong());
    }

    private static List<RecordKey> keys(ObjectNode body) {
        JsonNode keys = body.path("keys");
        if (keys.isMissingNode()) {
            return List.of();
        }
        if (!keys.isArray() || keys.isEmpty() || keys.size() > MAX_KEYS) {
            throw ProblemException.badRequest("keys: expected an array of 1 to " + MAX_KEYS + " texts");
        }
        List<RecordKey> list = new ArrayList<>();
        for (JsonNode key : keys) {
            list.add(RecordsApi.key(key.isTextual() || key.isIntegralNumber() ? key.asText() : ""));
        }
        return list.stream().distinct().toList();
    }
}
