package dev.fides.functions.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.engine.Engine;
import dev.fides.functions.http.Answer;
import dev.fides.model.RetryableException;
import dev.fides.operations.LostThreads;
import dev.fides.queue.RejectedQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this app can do its work. */
public final class HealthApi {

    private static final Logger LOG = LoggerFactory.getLogger(HealthApi.class);

    /** Those who ask for the health of an app seldom wait longer; the clients' own repetitions take minutes. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** What the memory says that changes nothing about the health of the app; read with each look at it, and no more often. */
    private record Known(ArrayNode openCircuits, ArrayNode hangingMappings) {}

    private final CircuitsApi circuits;
    private final LostThreads lost;
    private final Probe cosmos;
    private final Probe serviceBus;
    private volatile Known known =
            new Known(Views.object().arrayNode(), Views.object().arrayNode());

    public HealthApi(
            Engine engine,
            RejectedQueue rejected,
            CircuitsApi circuits,
            LostThreads lost,
            Clock clock,
            Runnable prepare) {
        this.circuits = circuits;
        this.lost = lost;
        this.cosmos = new Probe(
                "cosmos",
                () -> {
                    prepare.run();
                    engine.ports().control().read("health");
                    known = new Known(this.circuits.open(), hanging());
                },
                clock);
        this.serviceBus = new Probe("serviceBus", () -> rejected.list(1), clock);
    }

    /** The health of an app that may not have started yet; 503 as long as it cannot. */
    public static Answer of(Supplier<HealthApi> app) {
        try {
            return app.get().health();
        } catch (RetryableException e) {
            LOG.warn("health: the app cannot start yet: {}", e.getMessage());
            return notStarted("unavailable", "what the app needs to start does not answer");
        } catch (RuntimeException e) {
            // Whoever tried to start it has logged what is wrong, which is not for everybody to read.
            return notStarted("misconfigured", "the settings or the sync definitions are wrong; the log says which");
        }
    }

    /** 200 when memory and queues answered within the last few seconds ({@link Probe#FRESH}), 503 otherwise. */
    public Answer health() {
        cosmos.start();
        serviceBus.start();
        ObjectNode view = Views.object();
        ObjectNode checks = view.putObject("checks");
        boolean memory = tell(cosmos, checks);
        boolean healthy = tell(serviceBus, checks) && memory;
        checks.put("definitions", "ok");
        Known told = known;
        boolean hanging = memory && !told.hangingMappings().isEmpty();
        if (memory) {
            // Whether a host or a target is up says nothing about this app: it is reported, and changes nothing.
            view.set("openCircuits", told.openCircuits());
            view.set("hangingMappings", told.hangingMappings());
        }
        view.put("status", healthy ? hanging ? "degraded" : "ok" : "unavailable");
        return Answer.ok(view).withStatus(healthy ? 200 : 503);
    }

    /** The app does its work without them, but they take processors from it until their instances restart. */
    private ArrayNode hanging() {
        ArrayNode view = Views.object().arrayNode();
        try {
            lost.all()
                    .forEach(thread -> view.addObject()
                            .put("sync", thread.owner())
                            .put("since", thread.since().toString()));
        } catch (RetryableException e) {
            LOG.warn("health: hanging mappings cannot be looked for: {}", e.getMessage());
        }
        return view;
    }

    private static boolean tell(Probe probe, ObjectNode checks) {
        Optional<String> fault = probe.fault(LIMIT);
        fault.ifPresent(why -> LOG.warn("health: {} does not answer: {}", probe.name(), why));
        checks.put(probe.name(), fault.orElse("ok"));
        return fault.isEmpty();
    }

    private static Answer notStarted(String status, String why) {
        ObjectNode view = Views.object();
        view.putObject("checks").put("app", why);
        return Answer.ok(view.put("status", status)).withStatus(503);
    }
}
