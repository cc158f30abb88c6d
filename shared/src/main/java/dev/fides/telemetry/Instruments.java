package dev.fides.telemetry;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;

/** The counters and histograms; gauges are in {@link Gauges}. */
final class Instruments {

    final LongCounter runs;
    final DoubleHistogram runDuration;
    final DoubleHistogram runLag;
    final LongCounter steps;
    final DoubleHistogram stepDuration;
    final DoubleHistogram pageDuration;
    final LongCounter recordsRead;
    final LongCounter recordsChecked;
    final LongCounter snapshotRecords;
    final LongCounter recordsParked;
    final LongCounter events;
    final LongCounter retries;
    final LongCounter changes;
    final DoubleHistogram changeLatency;
    final DoubleHistogram batchDuration;
    final DoubleHistogram hostCallDuration;
    final DoubleHistogram targetCallDuration;
    final LongCounter targetWrites;
    final LongCounter circuitChanges;
    final DoubleHistogram rateLimitWait;
    final LongCounter messagesRejected;
    final DoubleHistogram requestUnits;

    Instruments(Meter meter) {
        runs = counter(meter, "fides.runs", "{run}", "Runs queued, and runs ended by their status");
        runDuration = seconds(meter, "fides.run.duration", "From the queueing of a run to its end");
        runLag = seconds(meter, "fides.run.lag", "From the queueing of a run to its first step");
        steps = counter(meter, "fides.steps", "{step}", "Steps by how they ended");
        stepDuration = seconds(meter, "fides.step.duration", "Time of a step that came to its end");
        pageDuration = seconds(meter, "fides.page.duration", "Time of a page: read, compared, handed on");
        recordsRead = counter(meter, "fides.records.read", "{record}", "Records read by runs, by what was found");
        recordsChecked = counter(meter, "fides.records.checked", "{record}", "What clean-ups looked at");
        snapshotRecords = counter(
                meter, "fides.snapshot.records", "{record}", "Records of imports by whether a snapshot knew them");
        events = counter(meter, "fides.events", "{event}", "Host events by what became of them");
        retries = counter(meter, "fides.retries", "{record}", "Parked records sent to be tried again");
        recordsParked = counter(meter, "fides.records.parked", "{record}", "Records that failed for good");
        changes = counter(meter, "fides.changes", "{change}", "Changes by what publishing came to");
        changeLatency = seconds(meter, "fides.change.latency", "From the observation to the target's confirmation");
        batchDuration = seconds(meter, "fides.batch.duration", "Time to publish one batch");
        hostCallDuration = seconds(meter, "fides.host.call.duration", "Time of a call of the host");
        targetCallDuration = seconds(meter, "fides.target.call.duration", "Time of a call of the target");
        targetWrites = counter(meter, "fides.target.writes", "{write}", "Writes by the target's answer");
        circuitChanges = counter(meter, "fides.circuit.changes", "{change}", "Changes of circuits, by the new state");
        rateLimitWait = seconds(meter, "fides.rate_limit.wait", "Time a request waited for the rate limit");
        messagesRejected = counter(meter, "fides.messages.rejected", "{message}", "Messages that nobody can read");
        // Of a counter nobody could tell how many calls were charged.
        requestUnits = meter.histogramBuilder("fides.cosmos.request_units")
                .setUnit("{RU}")
                .setDescription("What Cosmos DB charged")
                .build();
    }

    private static LongCounter counter(Meter meter, String name, String unit, String description) {
        return meter.counterBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .build();
    }

    private static DoubleHistogram seconds(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .build();
    }
}
