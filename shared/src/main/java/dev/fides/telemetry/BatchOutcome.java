package dev.fides.telemetry;

import dev.fides.sync.PublishReport;

/** What became of a batch as a whole. */
enum BatchOutcome {
    SETTLED,
    PARTLY_POSTPONED,
    POSTPONED;

    static BatchOutcome of(PublishReport report) {
        if (report.postponed().isEmpty()) {
            return SETTLED;
        }
        return report.outcomes().isEmpty() ? POSTPONED : PARTLY_POSTPONED;
    }

    String word() {
        return Names.word(this);
    }
}
