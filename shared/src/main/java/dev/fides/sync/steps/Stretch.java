package dev.fides.sync.steps;

import dev.fides.run.Progress;
import dev.fides.sync.Instants;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The pages that a step handled since its last checkpoint, whose findings wait to be handed on. */
final class Stretch {

    private final RunTicket ticket;
    private final ListingWalk.Work<?> work;
    private final ListingWalk.Watch<?> watch;
    private final Clock clock;
    private Instant since;
    private Optional<Progress> open = Optional.empty();

    Stretch(RunTicket ticket, ListingWalk.Work<?> work, ListingWalk.Watch<?> watch, Clock clock) {
        this.ticket = ticket;
        this.work = work;
        this.watch = watch;
        this.clock = clock;
        this.since = Instants.now(clock);
    }

    /** When it began. */
    Instant since() {
        return since;
    }

    /** Before anything of it is handed on, because that is not done twice: if it fails, the pages are read again. */
    void end() {
        since = Instants.now(clock);
        open = Optional.empty();
    }

    void goOn(Progress after) {
        open = Optional.of(after);
    }

    /**
     * Hands on and notes what waits, before something that may go wrong.
     *
     * @param last whether the step ends here
     * @return the progress that is noted, if anything waited
     */
    Optional<Progress> note(boolean last) {
        Optional<Progress> done = open;
        end();
        return done.map(pages -> {
            work.handOn(pages.page() - 1);
            Progress noted = watch.noted(pages, last);
            ticket.checkpoint(noted);
            return noted;
        });
    }
}
