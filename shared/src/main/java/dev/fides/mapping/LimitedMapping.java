package dev.fides.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.bounds.LimitedWork;
import dev.fides.mapping.MappingResult.Invalid;
import dev.fides.mapping.MappingResult.Reason;
import dev.fides.model.HostRecord;
import java.util.List;
import java.util.Optional;

/** A mapping that gives up records that take too long, and whoever hangs on one of them. */
final class LimitedMapping implements Mapping {

    private final Mapping mapping;
    private final LimitedWork work;
    private final Comparison comparison;

    LimitedMapping(Mapping mapping, LimitedWork work) {
        this.mapping = mapping;
        this.work = work;
        this.comparison = mapping.comparison().limited(work);
    }

    /** @throws dev.fides.model.RetryableException when too many records hang already on this instance */
    @Override
    public MappingResult map(HostRecord record) {
        return work.call("the mapping", record.key().value(), () -> mapping.map(record), this::tooLong);
    }

    private MappingResult tooLong() {
        return new Invalid(
                Reason.TIMEOUT,
                "the mapping took longer than " + work.limit() + "; the record is not mapped again until it or the"
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
