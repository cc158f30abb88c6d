package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.fakes.InMemoryRejectedQueue;
import dev.fides.local.telemetry.TelemetryPage;
import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.queue.RejectedMessage;
import dev.fides.queue.RejectedQueue;
import dev.fides.resilience.CircuitState;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.RateLimit;
import dev.fides.resilience.SharedResilience;
import dev.fides.resilience.Side;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunType;
import dev.fides.sync.EventReceipt;
import dev.fides.sync.send.ChangeSender;
import dev.fides.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/telemetry.md promises is what the engine tells, and all it tells. */
final class TelemetryTest {

    @RegisterExtension
    static final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

    private ObservedWorld observed;
    private Telemetry telemetry;
    private World world;

    /** Here, since the extension forgets instruments made before. */
    @BeforeEach
    void begin() {
        observed = new ObservedWorld(otel.getOpenTelemetry());
        telemetry = observed.telemetry;
        world = observed.world;
    }

    @Test
    void every_metric_of_the_page_moves_and_there_is_none_that_the_page_does_not_have() throws IOException {
        everything();

        Map<String, TelemetryPage.Metric> told = new TreeMap<>();
        for (MetricData metric : otel.getMetrics()) {
            told.put(metric.getName(), new TelemetryPage.Metric(kind(metric), metric.getUnit(), attributes(metric)));
        }
        assertThat(told).isEqualTo(TelemetryPage.read(Path.of("..")).metrics());
    }

    @Test
    void every_span_of_the_page_is_made_and_there_is_none_that_the_page_does_not_have() throws IOException {
        everything();

        Map<String, Set<String>> told = new TreeMap<>();
        for (SpanData span : otel.getSpans()) {
            told.computeIfAbsent(span.getName(), name -> new TreeSet<>()).addAll(names(span.getAttributes()));
        }
        assertThat(told).isEqualTo(TelemetryPage.read(Path.of("..")).spans());
    }

    @Test
    void the_start_of_a_run_and_its_calls_of_the_target_are_one_trace_across_both_queues() {
        world.host.fill(3);
        String trace = inTrace(() -> observed.importFor(Duration.ZERO));

        assertThat(otel.getSpans())
                .filteredOn(span -> Set.of("step", "page", "publish batch", "target call", "run")
                        .contains(span.getName()))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(trace));
        assertThat(otel.getSpans()).extracting(SpanData::getName).contains("target call", "run");
    }

    @Test
    void an_event_and_its_call_of_the_target_are_one_trace() {
        world.host.put("a", "1");
        String trace = inTrace(() -> event("a"));
        observed.workFor(Duration.ZERO);

        assertThat(otel.getSpans())
                .filteredOn(span -> span.getName().equals("target call"))
                .singleElement()
                .satisfies(span -> assertThat(span.getTraceId()).isEqualTo(trace));
    }

    @Test
    void what_a_run_read_and_published_is_counted_by_outcome() {
        world.host.fill(10);
        world.host.put("x", "hidden");
        world.host.put("y", "bad");
        world.target.refuse("k0003");

        observed.importFor(Duration.ZERO);

        Map<String, Double> read = byOutcome("fides.records.read");
        assertThat(read)
                .containsEntry("changed", 10.0)
                .containsEntry("filtered", 1.0)
                .containsEntry("invalid", 1.0);
        assertThat(byOutcome("fides.changes")).containsEntry("published", 9.0).containsEntry("parked", 1.0);
    }

    @Test
    void what_a_snapshot_knew_and_what_was_wrong_is_counted() {
        world.host.fill(10);
        observed.importFor(Duration.ofMinutes(5));
        observed.importFor(Duration.ofMinutes(5));
        world.states.remove("cities", 10);

        observed.importFor(Duration.ZERO);

        assertThat(byOutcome("fides.snapshot.records"))
                .containsEntry("known", 9.0)
                .containsEntry("looked-up", 1.0)
                .containsEntry("wrong", 1.0);
    }

    @Test
    void latency_goes_from_the_observation_of_an_upsert_to_its_confirmation() {
        world.host.put("a", "1");
        world.target.down();
        observed.importFor(Duration.ofMinutes(5));
        world.target.up();
        observed.workFor(Duration.ofMinutes(10));

        double longest = metric("fides.change.latency").getHistogramData().getPoints().stream()
                .mapToDouble(point -> point.getMax())
                .max()
                .orElseThrow();
        assertThat(longest).isGreaterThanOrEqualTo(300);
    }

    @Test
    void imports_that_fail_are_missed_ones() {
        world.host.fill(1);
        observed.importFor(Duration.ZERO);
        world.clock.advance(Duration.ofHours(1));
        observed.engine.watch().pulses().tick();

        assertThat(gauge("fides.imports.missed")).containsExactly(4.0);
    }

    @Test
    void the_last_successful_import_is_found_behind_many_other_runs() {
        world.host.fill(1);
        observed.importFor(Duration.ZERO);
        for (int i = 0; i < 12; i++) {
            world.clock.advance(Duration.ofMinutes(5));
            Instant now = world.clock.instant();
            world.runs.create(
                    Run.queued("later" + i, world.sync.name(), RunType.VERIFY, "test", RunOptions.DEFAULT, now, now));
        }
        observed.engine.watch().pulses().tick();

        assertThat(gauge("fides.imports.missed")).containsExactly(4.0);
    }

    @Test
    void the_backlog_and_its_age_are_told_until_their_pulse_is_old() {
        world.host.fill(12);
        world.target.down();
        observed.importFor(Duration.ofMinutes(4));
        observed.engine.watch().pulses().tick();

        assertThat(gauge("fides.backlog")).containsExactly(12.0);
        assertThat(gauge("fides.backlog.age")).containsExactly(300.0);

        world.clock.advance(Duration.ofMinutes(10));

        assertThat(otel.getMetrics()).extracting(MetricData::getName).doesNotContain("fides.backlog");
    }

    private void everything() {
        world.host.fill(12);
        world.host.put("x", "bad");
        world.target.refuse("k0003");
        observed.importFor(Duration.ofMinutes(1));
        // This one makes a snapshot, the next one uses it.
        observed.importFor(Duration.ofMinutes(1));
        world.host.put("k0001", "other");
        world.target.down();
        observed.importFor(Duration.ofMinutes(1));
        world.target.up();
        world.host.remove("k0002");
        event("k0002");
        observed.workFor(Duration.ofMinutes(10));
        observed.workFor(RunType.CLEAN_UP, Duration.ofMinutes(2));
        telemetry.listener().hostEvents(EventReceipt.ofIgnored());
        telemetry.listener().retriesSent(world.sync, 1);
        observed.engine.watch().pulses().tick();
        ConnectionId target = new ConnectionId("cities", Side.TARGET);
        SharedResilience resilience = telemetry.observed(SharedResilience.local(world.clock));
        for (CircuitState.Status status : CircuitState.Status.values()) {
            resilience
                    .listener()
                    .changed(
                            target,
                            new CircuitState(status, world.clock.instant(), Optional.empty(), Optional.empty()));
        }
        RateLimit limit = resilience.rateLimit(target, 1);
        limit.reserve(Duration.ofSeconds(1));
        limit.reserve(Duration.ofSeconds(1));
        telemetry.charged("sync-state.readMany", 12.5);
        RejectedQueue rejected = telemetry.observed(new InMemoryRejectedQueue());
        rejected.put(new RejectedMessage("1", "fides-changes", "{", "no JSON", world.clock.instant()));
    }

    private void event(String key) {
        new ChangeSender(world.states, world.runs, world.changes, world.clock, telemetry::traceParent)
                .send(
                        observed.engine.syncs().get("cities"),
                        List.of(new Change.Refresh(new RecordKey(key), RefreshReason.EVENT)),
                        Priority.HIGH);
    }

    private static String inTrace(Runnable work) {
        Span root =
                otel.getOpenTelemetry().getTracer("test").spanBuilder("root").startSpan();
        Context.current().with(root).wrap(work).run();
        return root.getSpanContext().getTraceId();
    }

    private static MetricData metric(String name) {
        return otel.getMetrics().stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Double> gauge(String name) {
        return metric(name).getDoubleGaugeData().getPoints().stream()
                .map(DoublePointData::getValue)
                .toList();
    }

    private static Map<String, Double> byOutcome(String name) {
        Map<String, Double> sums = new TreeMap<>();
        metric(name)
                .getLongSumData()
                .getPoints()
                .forEach(point -> sums.merge(
                        point.getAttributes().get(AttributeKey.stringKey("outcome")),
                        (double) point.getValue(),
                        Double::sum));
        return sums;
    }

    private static String kind(MetricData metric) {
        return switch (metric.getType()) {
            case LONG_SUM, DOUBLE_SUM -> "counter";
            case LONG_GAUGE, DOUBLE_GAUGE -> "gauge";
            default -> metric.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static Set<String> attributes(MetricData metric) {
        Set<String> names = new TreeSet<>();
        for (PointData point : metric.getData().getPoints()) {
            names.addAll(names(point.getAttributes()));
        }
        return names;
    }

    private static Set<String> names(Attributes attributes) {
        Set<String> names = new TreeSet<>();
        attributes.forEach((key, value) -> names.add(key.getKey()));
        return names;
    }
}
