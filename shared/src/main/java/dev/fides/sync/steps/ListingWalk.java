package dev.fides.sync.steps;

import dev.fides.model.PermanentException;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.Tally;
import dev.fides.sync.EngineListener;
import dev.fides.sync.Instants;
import dev.fides.sync.PageRoom;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Workers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Reads a listing page by page, the next page while the present one is worked on, with a checkpoint after each, or after a
 * stretch of them where the work has time for that.
 *
 * @param <T> what the listing lists
 */
public final class ListingWalk<T> {

    /** Where the pages come from. */
    public interface Source<T> {
        Page<T> fetch(Optional<String> cursor);
    }

    /** What is done with a page. */
    public interface Work<T> {
        /**
         * Works on one page.
         *
         * @param before how far the run was before this page
         * @param readAt taken just before the page was asked for
         */
        Tally handle(Progress before, Page<T> content, Instant readAt);

        /**
         * Whether what was handled may wait for more pages before it is noted.
         *
         * @param noted when it was noted last how far the run is
         */
        default boolean mayWait(Instant noted) {
            return false;
        }

        /**
         * Hands on what waits; called before each checkpoint.
         *
         * @param page number of the last page that was handled
         */
        default void handOn(int page) {}
    }

    /** Looks at a run while it reads. */
    public interface Watch<T> {
        /** How the run ends when a page must not be taken, before anything is done with it. */
        default Optional<StepEnd.Stop> refuse(Progress before, Page<T> page) {
            return Optional.empty();
        }

        /**
         * The progress at a checkpoint, with what else is to be noted together with it.
         *
         * @param last whether the step ends with this page
         */
        default Progress noted(Progress after, boolean last) {
            return after;
        }

        /** Whether a checkpoint is due, so that it can be looked at whether the run must stop. */
        default boolean mustNote(Progress after) {
            return false;
        }

        /** Why the run must not go on, after each checkpoint. */
        default Optional<String> mustStop(Run run) {
            return Optional.empty();
        }
    }

    /**
     * A page of any listing.
     *
     * @param size how many items it has, usable or not
     * @param bytes what it takes in memory, roughly; 0 where that is little
     * @param keys what tells its items from all others; empty where nobody need watch that they do not come again
     */
    public record Page<T>(
            T content, int size, Optional<String> next, OptionalLong total, long bytes, Supplier<List<String>> keys) {

        /** A page that comes from our own memory, and takes little. */
        public Page(T content, int size, Optional<String> next, OptionalLong total) {
            this(content, size, next, total, 0, List::of);
        }
    }

    private record Fetched<T>(Page<T> page, Instant readAt) {}

    private final Source<T> source;
    private final Work<T> work;
    private final Workers workers;
    private final Clock clock;
    private final EngineListener listener;
    private final Watch<T> watch;
    private final Optional<RecordMemory> memory;

    public ListingWalk(Source<T> source, Work<T> work, Workers workers, Clock clock, EngineListener listener) {
        this(source, work, workers, clock, listener, new Watch<>() {}, Optional.empty());
    }

    /**
     * A walk over a listing whose pages may be large.
     *
     * @param watch asked before each page is taken, and after each checkpoint
     * @param memory in which there must be room for a page that is to be read ahead
     */
    public ListingWalk(
            Source<T> source,
            Work<T> work,
            Workers workers,
            Clock clock,
            EngineListener listener,
            Watch<T> watch,
            RecordMemory memory) {
        this(source, work, workers, clock, listener, watch, Optional.of(memory));
    }

    private ListingWalk(
            Source<T> source,
            Work<T> work,
            Workers workers,
            Clock clock,
            EngineListener listener,
            Watch<T> watch,
            Optional<RecordMemory> memory) {
        this.source = source;
        this.work = work;
        this.workers = workers;
        this.clock = clock;
        this.listener = listener;
        this.watch = watch;
        this.memory = memory;
    }

    /**
     * Goes on from the run's progress.
     *
     * @param limit of items to be read in all, where the run has one
     * @param then what the run is at once all is read; noted together with the last page, so that nothing is read twice
     */
    public StepEnd walk(RunTicket ticket, OptionalLong limit, Progress.Phase then) {
        if (memory.isEmpty()) {
            return walk(ticket, limit, then, Optional.empty());
        }
        try (PageRoom room = memory.get().pageRoom(ticket.run().sync())) {
            return walk(ticket, limit, then, Optional.of(room));
        }
    }

    /** However the walk ends, pages that were done are noted. */
    private StepEnd walk(RunTicket ticket, OptionalLong limit, Progress.Phase then, Optional<PageRoom> room) {
        Stretch stretch = new Stretch(ticket, work, watch, clock);
        StepEnd end;
        try {
            end = walk(ticket, limit, then, room, stretch);
        } catch (RuntimeException e) {
            try {
                stretch.note(true);
            } catch (RuntimeException also) {
                e.addSuppressed(also);
            }
            throw e;
        }
        stretch.note(true);
        return end;
    }

    private StepEnd walk(
            RunTicket ticket, OptionalLong limit, Progress.Phase then, Optional<PageRoom> room, Stretch stretch) {
        Progress progress = ticket.startingProgress();
        Novelty novelty = new Novelty();
        Optional<Future<Fetched<T>>> coming = Optional.empty();
        while (true) {
            // At the beginning, where nothing holds the page before any more.
            if (coming.isEmpty()) {
                room.ifPresent(PageRoom::await);
                coming = Optional.of(fetch(progress.cursor()));
            }
            Instant started = Instants.now(clock);
            Fetched<T> fetched = Workers.await(coming.get());
            coming = Optional.empty();
            Page<T> page = fetched.page();
            room.ifPresent(present -> present.hold(page.bytes()));
            Optional<StepEnd.Stop> refused = watch.refuse(progress, page);
            if (refused.isPresent()) {
                return refused.get();
            }
            if (memory.filter(shared -> page.bytes() > shared.portion()).isPresent()) {
                // Such a page is handed on in portions, which do not count before it is done.
                progress = stretch.note(false).orElse(progress);
            }
            boolean limitReached = limit.isPresent() && progress.listed() + page.size() >= limit.getAsLong();
            boolean more = page.next().isPresent() && !limitReached;
            if (more) {
                refuseLoop(progress, page.next().get(), ticket);
                if (novelty.goesRound(page.keys().get())) {
                    return goneRound(progress, ticket);
                }
            }
            boolean handOn = more && ticket.budgetUsed(progress);
            boolean goesOn = more && !handOn;
            // The next page will be as large as this one.
            boolean ahead = goesOn && hasRoom(page.bytes());
            Tally found;
            try {
                if (ahead) {
                    coming = Optional.of(fetch(page.next()));
                }
                found = work.handle(progress, page, fetched.readAt());
            } finally {
                if (ahead) {
                    memory.ifPresent(shared -> shared.giveBack(page.bytes()));
                }
            }
            Progress after = progress.after(page.size(), page.next(), page.total(), found);
            if (goesOn && work.mayWait(stretch.since()) && !watch.mustNote(after)) {
                progress = after;
                stretch.goOn(after);
                listener.pageDone(
                        ticket.run(), progress.page() - 1, found, Duration.between(started, Instants.now(clock)));
                continue;
            }
            stretch.end();
            work.handOn(progress.page());
            progress = watch.noted(after, !goesOn);
            StepEnd end = more || limitReached ? new StepEnd.AllRead() : ended(progress);
            if (end instanceof StepEnd.Stop stop) {
                ticket.condemn(progress.inPhase(then), stop);
            } else {
                ticket.checkpoint(more ? progress : progress.inPhase(then));
            }
            listener.pageDone(ticket.run(), progress.page() - 1, found, Duration.between(started, Instants.now(clock)));
            Optional<String> stop = watch.mustStop(ticket.run());
            if (stop.isPresent()) {
                return new StepEnd.Abort(stop.get());
            }
            if (!more) {
                return end;
            }
            if (handOn) {
                return new StepEnd.HandOn();
            }
        }
    }

    /** What is read ahead takes memory beside the page that is worked on; from then on it is the one that is worked on. */
    private boolean hasRoom(long bytes) {
        return memory.map(shared -> shared.tryTake(bytes)).orElse(true);
    }

    private Future<Fetched<T>> fetch(Optional<String> cursor) {
        return workers.start(() -> {
            Instant readAt = Instants.now(clock);
            return new Fetched<>(source.fetch(cursor), readAt);
        });
    }

    private static void refuseLoop(Progress progress, String next, RunTicket ticket) {
        if (List.of(progress.cursor(), progress.mark()).contains(Optional.of(next))) {
            throw new PermanentException("the listing goes round: page " + progress.page()
                    + " names a next page that was read before; expected is a cursor that moves on. Sync "
                    + ticket.run().sync() + ", run " + ticket.run().id());
        }
    }

    /** Said at once: the next attempt would begin here, and remember nothing of what this one read. */
    private static StepEnd goneRound(Progress progress, RunTicket ticket) {
        return new StepEnd.Stop(
                RunStatus.FAILED,
                "the listing goes round: page " + (progress.page() + 1) + " and the " + (Novelty.PAGES - 1)
                        + " before it bring only what was listed before; expected is that it ends, and that no two"
                        + " records have one key. Look at list.paging (parameter, end) and key. Sync "
                        + ticket.run().sync() + ", run " + ticket.run().id());
    }

    private static StepEnd ended(Progress progress) {
        if (progress.totalsAgree()) {
            return new StepEnd.AllRead();
        }
        return new StepEnd.Stop(
                RunStatus.INCOMPLETE,
                "the listing announced " + progress.lowestTotal().getAsLong() + " to "
                        + progress.highestTotal().getAsLong() + " records and ended after " + progress.listed()
                        + "; what was read is published, nothing is concluded from what was missing. Look at the"
                        + " listing of the " + (progress.phase() == Progress.Phase.HOST ? "host" : "target")
                        + ", then start the run again");
    }
}
