package dev.fides.functions.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.functions.http.Answer;
import dev.fides.model.FidesException;
import dev.fides.queue.RejectedQueue;
import dev.fides.sync.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this app can do its work. */
public final class HealthApi {

    private static final Logger LOG = LoggerFactory.getLogger(HealthApi.class);

    private final Engine engine;
    private final RejectedQueue rejected;
    private final CircuitsApi circuits;

    public HealthApi(Engine engine, RejectedQueue rejected, CircuitsApi circuits) {
        this.engine = engine;
        this.rejected = rejected;
        this.circuits = circuits;
    }

    /** 200 when memory and queues answer, 503 otherwise. */
    public Answer health() {
        ObjectNode view = Views.object();
        ObjectNode checks = view.putObject("checks");
        boolean memory = check(checks, "cosmos", () -> engine.ports().control().read("health"));
        boolean queues = check(checks, "serviceBus", () -> rejected.list(1));
        checks.put("definitions", "ok");
        if (memory) {
            // Whether a host or a target is up says nothing about this app: it is told, and changes nothing.
            view.set("openCircuits", circuits.open());
        }
        boolean healthy = memory && queues;
        view.put("status", healthy ? "ok" : "unavailable");
        return Answer.ok(view).withStatus(healthy ? 200 : 503);
    }

    private static boolean check(ObjectNode checks, String name, Runnable call) {
        try {
            call.run();
            checks.put(name, "ok");
            return true;
        } catch (FidesException e) {
            LOG.warn("health: {} does not answer: {}", name, e.getMessage());
            checks.put(name, e.getMessage());
            return false;
        }
    }
}
