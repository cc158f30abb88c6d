package dev.fides.local.demo.host;

import dev.fides.local.demo.DemoRequest;
import dev.fides.local.demo.DemoResponse;
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

    DemoResponse handle(DemoRequest request) {
        if (request.path().size() != 2) {
            return DemoResponse.unknown(request);
        }
        return switch (request.method() + " " + request.segment(1)) {
            case "POST change" -> change(request);
            case "POST add" -> keys(control.add(request.number("count", 1)));
            case "POST delete" -> delete(request);
            case "POST outage" -> done(() -> control.outage(request.flag("on")));
            case "POST latency" -> done(() -> control.latency(Duration.ofMillis(request.requiredNumber("ms"))));
            case "POST break" ->
                done(() -> control.breakPage(
                        request.requiredNumber("page"),
                        request.required("how"),
                        request.number("times", Integer.MAX_VALUE)));
            case "POST events" -> done(() -> events(request));
            case "POST multiply" -> done(() -> control.multiply(request.requiredNumber("copies")));
            case "POST reset" -> done(control::reset);
            case "POST reset-counters" -> done(control::resetCounters);
            case "GET counters" ->
                DemoResponse.json(200, Map.of("records", control.size(), "calls", control.counters()));
            default -> DemoResponse.unknown(request);
        };
    }

    private DemoResponse change(DemoRequest request) {
        String member = request.parameter("member").orElse("population");
        return request.parameter("keys").isPresent()
                ? keys(control.change(ids(request), member))
                : keys(control.change(control.pick(request.number("count", 1)), member));
    }

    private DemoResponse delete(DemoRequest request) {
        return request.parameter("keys").isPresent()
                ? keys(control.delete(ids(request)))
                : keys(control.delete(request.number("count", 1)));
    }

    private void events(DemoRequest request) {
        String url = request.required("url");
        if (url.equals("off")) {
            control.sendNoEvents();
            return;
        }
        control.sendEvents(
                URI.create(url),
                Duration.ofMillis(request.number("lateMs", 0)),
                request.number("lostPercent", 0),
                request.number("doubledPercent", 0),
                request.parameter("reordered").isPresent() && request.flag("reordered"));
    }

    private static List<Long> ids(DemoRequest request) {
        return request.list("keys").stream().map(CityPages::id).toList();
    }

    private static DemoResponse keys(List<Long> ids) {
        return DemoResponse.json(200, Map.of("keys", ids));
    }

    private static DemoResponse done(Runnable call) {
        call.run();
        return DemoResponse.empty(204);
    }
}
