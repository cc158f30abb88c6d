package dev.fides.local.demo.target;

import dev.fides.local.demo.DemoRequest;
import dev.fides.local.demo.DemoResponse;
import java.time.Duration;
import java.util.Map;

/** {@link TargetControl} over HTTP: {@code POST /control/outage?on=true} and the like. */
final class TargetControlApi {

    private final TargetControl control;

    TargetControlApi(TargetControl control) {
        this.control = control;
    }

    DemoResponse handle(DemoRequest request) {
        if (request.path().size() != 2) {
            return DemoResponse.unknown(request);
        }
        return switch (request.method() + " " + request.segment(1)) {
            case "GET counters" ->
                DemoResponse.json(
                        200,
                        Map.of(
                                "documents", control.size(),
                                "calls", control.counters(),
                                "writesPerDocument", control.writesPerDocument()));
            case "GET writes" -> DemoResponse.json(200, Map.of("writes", control.writesOf(request.required("key"))));
            case "GET rate" ->
                DemoResponse.json(200, Map.of("seconds", control.rate().seconds()));
            case "GET digest" ->
                DemoResponse.json(200, Map.of("documents", control.size(), "sha256", control.digest()));
            case "POST outage" -> done(() -> control.outage(request.flag("on")));
            case "POST latency" -> done(() -> control.latency(Duration.ofMillis(request.requiredNumber("ms"))));
            case "POST rate" ->
                done(() -> control.limit(request.requiredNumber("perSecond"), request.number("retryAfter", 1)));
            case "POST refuse" -> done(() -> control.refuse(request.required("key"), request.number("status", 422)));
            case "POST fail" ->
                done(() -> control.failEvery(
                        request.requiredNumber("every"),
                        request.number("status", 503),
                        request.number("times", Integer.MAX_VALUE)));
            case "POST lose-answers" -> done(() -> control.loseAnswers(request.number("times", 1)));
            case "POST reset" -> done(control::reset);
            case "POST reset-counters" -> done(control::resetCounters);
            default -> DemoResponse.unknown(request);
        };
    }

    private static DemoResponse done(Runnable call) {
        call.run();
        return DemoResponse.empty(204);
    }
}
