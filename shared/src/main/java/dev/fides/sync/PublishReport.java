package dev.fides.sync;

import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.run.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a batch: each of its changes is either settled or postponed.
 *
 * @param outcomes of the records that are settled
 * @param postponed changes to be sent again for later
 * @param notBefore how long those are to wait at least, as the host or the target asked
 * @param why the first reason for a postponement
 */
public record PublishReport(
        Map<RecordKey, Outcome> outcomes, List<Change> postponed, Optional<Duration> notBefore, Optional<String> why) {
    public PublishReport {
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        postponed = List.copyOf(postponed);
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(why, "why");
    }

    public static PublishReport allPostponed(List<Change> changes, Optional<Duration> notBefore, String why) {
        return new PublishReport(Map.of(), changes, notBefore, Optional.of(why));
    }

    static PublishReport all(List<Change> changes, Outcome outcome) {
        Map<RecordKey, Outcome> outcomes = new LinkedHashMap<>();
        changes.forEach(change -> outcomes.put(change.key(), outcome));
        return new PublishReport(outcomes, List.of(), Optional.empty(), Optional.empty());
    }
}
