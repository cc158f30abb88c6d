package dev.fides.samples;

import dev.fides.model.RecordKey;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetTraits;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is written to the target behind it. */
record CountingTarget(TargetStore to, AtomicInteger written) implements TargetStore {

    @Override
    public TargetTraits traits() {
        return to.traits();
    }

    @Override
    public TargetPage list(Optional<String> cursor) {
        return to.list(cursor);
    }

    @Override
    public List<WriteResult> write(List<TargetWrite> writes) {
        written.addAndGet(writes.size());
        return to.write(writes);
    }

    @Override
    public Optional<String> find(RecordKey key) {
        return to.find(key);
    }
}
