package dev.fides.functions.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.functions.http.Answer;
import dev.fides.functions.http.ProblemException;
import dev.fides.run.Outcome;
import dev.fides.run.Run;
import dev.fides.run.RunPage;
import dev.fides.run.StoredRun;
import dev.fides.state.StateCounts;
import dev.fides.sync.Engine;
import dev.fides.sync.Sync;
import java.util.List;
import java.util.Optional;

/** What there is, and how it stands. */
public final class SyncsApi {

    private final Engine engine;
    private final CircuitsApi circuits;

    public SyncsApi(Engine engine, CircuitsApi circuits) {
        this.engine = engine;
        this.circuits = circuits;
    }

    /** Every sync. */
    public Answer list() {
        ArrayNode syncs = Views.object().putArray("syncs");
        engine.syncs().all().forEach(sync -> syncs.add(view(sync)));
        return Answer.ok(Views.object().set("syncs", syncs));
    }

    /** One sync. */
    public Answer get(String name) {
        return Answer.ok(view(sync(engine, name)));
    }

    /** The sync of this name, or a problem that names those there are. */
    static Sync sync(Engine engine, String name) {
        return engine.syncs()
                .find(name)
                .orElseThrow(() -> ProblemException.notFound("there is no sync named " + name + "; defined are "
                        + engine.syncs().all().stream().map(Sync::name).toList()));
    }

    private ObjectNode view(Sync sync) {
        StateCounts counts = engine.ports().states().count(sync.name());
        ObjectNode view = Views.object().put("sync", sync.name());
        view.putObject("records")
                .put("published", counts.published())
                .put("deleted", counts.deleted())
                .put("creating", counts.creating())
                .put("unpublished", counts.unpublished())
                .put("parked", counts.parked());
        List<StoredRun> active = engine.ports().runs().active(sync.name());
        ArrayNode runs = view.putArray("activeRuns");
        long backlog = 0;
        for (StoredRun stored : active) {
            Run run = stored.run();
            ObjectNode runView = Views.run(run, engine.closer().outcomes(run));
            backlog += runView.at("/counters/" + Outcome.PENDING.name().toLowerCase(java.util.Locale.ROOT))
                    .asLong();
            runs.add(runView);
        }
        view.put("backlog", backlog);
        view.set("circuits", circuits.view(sync));
        RunPage last = engine.ports().runs().list(sync.name(), Optional.empty(), 1);
        last.runs().stream()
                .findFirst()
                .ifPresent(run -> view.put("lastRun", run.id())
                        .put("lastRunStatus", run.status().name()));
        return view;
    }
}
