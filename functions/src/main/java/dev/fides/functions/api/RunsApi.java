package dev.fides.functions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.functions.http.Answer;
import dev.fides.functions.http.HttpCall;
import dev.fides.functions.http.ProblemException;
import dev.fides.model.RecordKey;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunPage;
import dev.fides.run.RunType;
import dev.fides.run.StoredRun;
import dev.fides.sync.Engine;
import dev.fides.sync.RunStarter;
import dev.fides.sync.Sync;
import java.util.ArrayList;
import java.util.Iterator;
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

    private static final int DEFAULT_PAGE = 20;
    private static final int MAX_PAGE = 100;

    private final Engine engine;

    public RunsApi(Engine engine) {
        this.engine = engine;
    }

    /** Starts an import, of everything or of a few records to try. */
    public Answer startImport(String syncName, HttpCall call) {
        ObjectNode body = call.body();
        allowOnly(body, Set.of("limit", "keys"));
        if (body.has("limit") && body.has("keys")) {
            throw ProblemException.badRequest("limit and keys exclude each other");
        }
        return start(syncName, RunType.IMPORT, new RunOptions(limit(body), keys(body), false), call);
    }

    /** Starts a run that takes no options. */
    public Answer start(String syncName, RunType type, HttpCall call) {
        allowOnly(call.body(), Set.of());
        return start(syncName, type, RunOptions.DEFAULT, call);
    }

    private Answer start(String syncName, RunType type, RunOptions options, HttpCall call) {
        Sync sync = SyncsApi.sync(engine, syncName);
        RunStarter.Start start = engine.starter().start(sync, type, call.caller(), options);
        if (start instanceof RunStarter.Start.Busy busy) {
            throw ProblemException.conflict("the run " + busy.runId() + " of sync " + syncName
                    + " has to end first; see syncs/" + syncName + "/runs/" + busy.runId());
        }
        Run run = ((RunStarter.Start.Started) start).run();
        return Answer.accepted(
                call.address("syncs/" + syncName + "/runs/" + run.id()),
                Views.run(run, engine.closer().outcomes(run)));
    }

    /** A page of a sync's runs, newest first. */
    public Answer list(String syncName, HttpCall call) {
        Sync sync = SyncsApi.sync(engine, syncName);
        RunPage page = engine.ports().runs().list(sync.name(), call.query("cursor"), pageSize(call));
        ObjectNode view = Views.object();
        ArrayNode runs = view.putArray("runs");
        page.runs().forEach(run -> runs.add(view(run)));
        page.next().ifPresent(next -> view.put("next", next));
        return Answer.ok(view);
    }

    /** One run. */
    public Answer get(String syncName, String runId) {
        return Answer.ok(view(run(syncName, runId).run()));
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
        return Views.run(run, run.outcomes().orElseGet(() -> engine.closer().outcomes(run)));
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

    private static void allowOnly(ObjectNode body, Set<String> names) {
        for (Iterator<String> members = body.fieldNames(); members.hasNext(); ) {
            String name = members.next();
            if (!names.contains(name)) {
                throw ProblemException.badRequest("the body has an unknown member " + name + "; known are "
                        + names.stream().sorted().toList());
            }
        }
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
