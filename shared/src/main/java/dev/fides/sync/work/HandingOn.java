package dev.fides.sync.work;

import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.sync.EngineListener;
import dev.fides.sync.Instants;
import dev.fides.sync.Sync;
import dev.fides.sync.compare.Finding;
import dev.fides.sync.compare.PageDiff;
import dev.fides.sync.publish.DecisionExecutor;
import dev.fides.sync.send.ChangeSender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What an import does with what it found: hands it on to the publisher, in batches that are as full as the pages of a stretch
 * of time can make them.
 */
public final class HandingOn implements FindingSink {

    private final ChangeSender sender;
    private final EngineListener listener;
    private final Clock clock;
    private final Duration stretch;

    /** @param stretch so long a page may wait for the next ones */
    public HandingOn(ChangeSender sender, EngineListener listener, Clock clock, Duration stretch) {
        this.sender = sender;
        this.listener = listener;
        this.clock = clock;
        this.stretch = stretch;
    }

    @Override
    public Step step(Sync sync, Run run) {
        ChangeSender.Stretch waiting = sender.stretch(sync, run);
        return new Step() {
            @Override
            public Page page(Run now, Progress before) {
                waiting.begin();
                return new OnePage(waiting, before.page());
            }

            @Override
            public boolean mayWait(Instant noted) {
                return !waiting.isFull() && Instants.now(clock).isBefore(noted.plus(stretch));
            }

            @Override
            public void handOn(int page) {
                waiting.send(page);
            }
        };
    }

    private final class OnePage implements Page {
        private final ChangeSender.Stretch waiting;
        private final int page;

        OnePage(ChangeSender.Stretch waiting, int page) {
            this.waiting = waiting;
            this.page = page;
        }

        @Override
        public void take(PageDiff.Findings portion) {
            waiting.take(portion);
            for (Finding finding : portion.findings()) {
                if (finding instanceof Finding.Invalid invalid) {
                    DecisionExecutor.tellParked(listener, invalid.parked());
                }
            }
        }

        @Override
        public void goOn() {
            waiting.end(page, true);
        }

        @Override
        public void end() {
            waiting.end(page, false);
        }
    }
}
