package dev.fides.functions.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.engine.Engine;
import dev.fides.functions.http.Answer;
import dev.fides.functions.http.ProblemException;
import dev.fides.operations.SyncOverview;
import dev.fides.run.OutcomeCounts;
import dev.fides.state.StateCounts;
import dev.fides.sync.Sync;

/** What there is, and how it stands. */
public final class SyncsApi {

    private final Engine engine;
    private final SyncOverview overviews;
    private final CircuitsApi circuits;
    private final ForgetApi forget;

    public SyncsApi(Engine engine, SyncOverview overviews, CircuitsApi circuits, ForgetApi forget) {
        this.engine = engine;
        this.overviews = overviews;
        this.circuits = circuits;
        this.forget = forget;
    }

    /** Every sync, and those that are only remembered. */
    public Answer list() {
        ArrayNode syncs = Views.object().putArray("syncs");
        engine.syncs().all().forEach(sync -> syncs.add(view(sync)));
        ObjectNode view = Views.object();
        view.set("syncs", syncs);
        view.set("notDefined", forget.notDefined());
        return Answer.ok(view);
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
        SyncOverview.Overview overview = overviews.of(sync);
        StateCounts counts = overview.records();
        ObjectNode view = Views.object().put("sync", sync.name());
        view.put("paused", overview.paused().isPresent());
        overview.paused()
                .ifPresent(pause -> view.put("pausedBy", pause.by())
                        .put("pausedSince", pause.since().toString()));
        view.putObject("records")
                .put("published", counts.published())
                .put("deleted", counts.deleted())
                .put("creating", counts.creating())
                .put("unpublished", counts.unpublished())
                .put("parked", counts.parked());
        ArrayNode active = view.putArray("activeRuns");
        overview.active().forEach(run -> active.add(Views.run(run.run(), run.outcomes())));
        view.put("backlog", overview.backlog());
        view.set("circuits", circuits.view(sync));
        overview.last()
                .ifPresent(run ->
                        view.set("lastRun", Views.run(run, run.outcomes().orElse(OutcomeCounts.NONE))));
        return view;
    }
}
