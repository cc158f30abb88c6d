package dev.fides.local.demo.host;

import static dev.fides.local.demo.DemoAnswer.done;

import dev.fides.local.demo.DemoAnswer;
import dev.fides.local.demo.DemoOperation;
import dev.fides.local.http.QueryParameters;
import dev.fides.local.http.Routes;
import dev.fides.local.http.ServerResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@link HostControl} over HTTP: {@code POST /control/change?count=3} and the like. */
final class HostControlApi {

    private final HostControl control;

    HostControlApi(HostControl control) {
        this.control = control;
    }

    Routes<DemoOperation> routes() {
        return new Routes<DemoOperation>()
                .add("POST", "control/change", (request, path) -> change(request.query()))
                .add(
                        "POST",
                        "control/add",
                        (request, path) -> keys(control.add(request.query().number("count", 1))))
                .add("POST", "control/delete", (request, path) -> delete(request.query()))
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
                .add("POST", "control/break", (request, path) -> done(() -> breakPage(request.query())))
                .add("POST", "control/events", (request, path) -> done(() -> events(request.query())))
                .add(
                        "POST",
                        "control/multiply",
                        (request, path) ->
                                done(() -> control.multiply(request.query().requiredNumber("copies"))))
                .add("POST", "control/reset", (request, path) -> done(control::reset))
                .add("POST", "control/reset-counters", (request, path) -> done(control::resetCounters))
                .add(
                        "GET",
                        "control/counters",
                        (request, path) ->
                                DemoAnswer.json(200, Map.of("records", control.size(), "calls", control.counters())));
    }

    private void breakPage(QueryParameters query) {
        control.breakPage(
                query.requiredNumber("page"), query.required("how"), query.number("times", Integer.MAX_VALUE));
    }

    private ServerResponse change(QueryParameters query) {
        String member = query.get("member").orElse("population");
        return query.get("keys").isPresent()
                ? keys(control.change(ids(query), member))
                : keys(control.change(control.pick(query.number("count", 1)), member));
    }

    private ServerResponse delete(QueryParameters query) {
        return query.get("keys").isPresent()
                ? keys(control.delete(ids(query)))
                : keys(control.delete(query.number("count", 1)));
    }

    private void events(QueryParameters query) {
        String url = query.required("url");
        if (url.equals("off")) {
            control.sendNoEvents();
            return;
        }
        control.sendEvents(
                URI.create(url),
                Duration.ofMillis(query.number("lateMs", 0)),
                query.number("lostPercent", 0),
                query.number("doubledPercent", 0),
                query.get("reordered").isPresent() && query.flag("reordered"));
    }

    private static List<Long> ids(QueryParameters query) {
        return query.list("keys").stream().map(CityPages::id).toList();
    }

    private static ServerResponse keys(List<Long> ids) {
        return DemoAnswer.json(200, Map.of("keys", ids));
    }
}
