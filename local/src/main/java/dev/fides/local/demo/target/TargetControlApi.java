package dev.fides.local.demo.target;

import static dev.fides.local.demo.DemoAnswer.done;

import dev.fides.local.demo.DemoAnswer;
import dev.fides.local.demo.DemoOperation;
import dev.fides.local.http.QueryParameters;
import dev.fides.local.http.Routes;
import dev.fides.local.http.ServerResponse;
import java.time.Duration;
import java.util.Map;

/** {@link TargetControl} over HTTP: {@code POST /control/outage?on=true} and the like. */
final class TargetControlApi {

    private final TargetControl control;

    TargetControlApi(TargetControl control) {
        this.control = control;
    }

    Routes<DemoOperation> routes() {
        return new Routes<DemoOperation>()
                .add("GET", "control/counters", (request, path) -> counters())
                .add(
                        "GET",
                        "control/writes",
                        (request, path) -> DemoAnswer.json(
                                200,
                                Map.of(
                                        "writes",
                                        control.writesOf(request.query().required("key")))))
                .add(
                        "GET",
                        "control/rate",
                        (request, path) -> DemoAnswer.json(
                                200, Map.of("seconds", control.rate().seconds())))
                .add(
                        "GET",
                        "control/digest",
                        (request, path) ->
                                DemoAnswer.json(200, Map.of("documents", control.size(), "sha256", control.digest())))
                .add(
                        "POST",
                        "control/outage",
                        (request, path) ->
                                done(() -> control.outage(request.query().flag("on"))))
                .add(
                        "POST",
                        "control/latency",
                        (request, path) -> done(() -> control.latency(
                                Duration.ofMillis(request.query().requiredNumber("ms")))))
                .add("POST", "control/rate", (request, path) -> done(() -> limit(request.query())))
                .add("POST", "control/refuse", (request, path) -> done(() -> refuse(request.query())))
                .add("POST", "control/fail", (request, path) -> done(() -> fail(request.query())))
                .add(
                        "POST",
                        "control/lose-answers",
                        (request, path) ->
                                done(() -> control.loseAnswers(request.query().number("times", 1))))
                .add("POST", "control/reset", (request, path) -> done(control::reset))
                .add("POST", "control/reset-counters", (request, path) -> done(control::resetCounters));
    }

    private ServerResponse counters() {
        return DemoAnswer.json(
                200,
                Map.of(
                        "documents", control.size(),
                        "calls", control.counters(),
                        "writesPerDocument", control.writesPerDocument()));
    }

    private void limit(QueryParameters query) {
        control.limit(query.requiredNumber("perSecond"), query.number("retryAfter", 1));
    }

    private void refuse(QueryParameters query) {
        control.refuse(query.required("key"), query.number("status", 422));
    }

    private void fail(QueryParameters query) {
        control.failEvery(
                query.requiredNumber("every"), query.number("status", 503), query.number("times", Integer.MAX_VALUE));
    }
}
