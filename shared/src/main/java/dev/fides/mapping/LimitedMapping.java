package dev.fides.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.bounds.ExpendableThreads;
import dev.fides.mapping.MappingResult.Invalid;
import dev.fides.mapping.MappingResult.Reason;
import dev.fides.model.HostRecord;
import dev.fides.model.RetryableException;
import java.util.List;
import java.util.Optional;

/** A mapping that gives up records that take too long, and whoever hangs on one of them. */
final class LimitedMapping implements Mapping {

    /** Each takes a processor from all syncs of the instance; a mapping that hangs so often is broken. */
    private static final int MOST_LOST = 4;

    private final String sync;
    private final Mapping mapping;
    private final ExpendableThreads threads;
    private final Comparison comparison;

    LimitedMapping(String sync, Mapping mapping, ExpendableThreads threads) {
        this.sync = sync;
        this.mapping = mapping;
        this.threads = threads;
        this.comparison = mapping.comparison().limited(sync, threads);
    }

    /** @throws RetryableException when too many records hang already on this instance */
    @Override
    public MappingResult map(HostRecord record) {
        long lost = threads.lostOf(sync);
        if (lost >= MOST_LOST) {
            throw new RetryableException(
                    "the mapping hangs on " + lost + " records, and could not be stopped; health lists them. Mend the"
                            + " mapping, then restart the app. Sync " + sync + ", key " + record.key(),
                    null);
        }
        return threads.call(sync, record.key().value(), () -> mapping.map(record), this::tooLong);
    }

    private MappingResult tooLong() {
        return new Invalid(
                Reason.TIMEOUT,
                "the mapping took longer than " + threads.limit() + "; the record is not mapped again until it or the"
                        + " mapping changes, or somebody asks for it");
    }

    @Override
    public String fingerprint() {
        return mapping.fingerprint();
    }

    @Override
    public Optional<String> targetId(JsonNode document) {
        return mapping.targetId(document);
    }

    @Override
    public Comparison comparison() {
        return comparison;
    }

    @Override
    public List<String> warnings() {
        return mapping.warnings();
    }
}
