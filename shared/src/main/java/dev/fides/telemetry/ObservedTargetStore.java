package dev.fides.telemetry;

import dev.fides.model.RecordKey;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetRequest;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetTraits;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import java.util.List;
import java.util.Optional;

/** A target whose calls are measured, and whose answers are counted. */
final class ObservedTargetStore implements TargetStore {

    private final TargetStore target;
    private final CallRecorder calls;
    private final LongCounter writes;
    private final String sync;

    ObservedTargetStore(TargetStore target, CallRecorder calls, LongCounter writes, String sync) {
        this.target = target;
        this.calls = calls;
        this.writes = writes;
        this.sync = sync;
    }

    @Override
    public TargetTraits traits() {
        return target.traits();
    }

    @Override
    public TargetPage list(Optional<String> cursor) {
        return calls.call("list", 1, () -> target.list(cursor));
    }

    @Override
    public List<WriteResult> write(List<TargetWrite> batch) {
        List<WriteResult> results =
                calls.call("write", batch.size(), () -> target.write(batch), ObservedTargetStore::worst);
        for (int i = 0; i < results.size(); i++) {
            writes.add(
                    1,
                    Attributes.of(
                            Names.SYNC,
                            sync,
                            Names.OPERATION,
                            batch.get(i) instanceof TargetWrite.Put ? "put" : "delete",
                            Names.OUTCOME,
                            outcome(results.get(i))));
        }
        return results;
    }

    @Override
    public Optional<TargetRequest> preview(TargetWrite write) {
        return target.preview(write);
    }

    @Override
    public Optional<String> find(RecordKey key) {
        return calls.call("find", 1, () -> target.find(key));
    }

    /** A refused document is no fault of the target: the call itself went well. */
    private static String worst(List<WriteResult> results) {
        if (results.stream().anyMatch(WriteResult.Unknown.class::isInstance)) {
            return "unknown";
        }
        return results.stream().anyMatch(WriteResult.Unavailable.class::isInstance) ? "unavailable" : CallRecorder.OK;
    }

    private static String outcome(WriteResult result) {
        if (result instanceof WriteResult.Confirmed) {
            return "confirmed";
        }
        if (result instanceof WriteResult.Refused) {
            return "refused";
        }
        return result instanceof WriteResult.Unavailable ? "unavailable" : "unknown";
    }
}
