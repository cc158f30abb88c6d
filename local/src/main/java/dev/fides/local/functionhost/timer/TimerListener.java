package dev.fides.local.functionhost.timer;

import dev.fides.local.functionhost.app.AppFunction;
import dev.fides.local.functionhost.app.BoundValue;
import dev.fides.local.functionhost.app.FunctionAppSettings;
import dev.fides.local.functionhost.app.FunctionHostException;
import dev.fides.local.functionhost.app.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Fires one timer function at its times. Each listener has one thread, so runs never overlap, whether the schedule or
 * an admin call asks for them; times that pass while a run goes on are left out.
 */
public final class TimerListener implements AutoCloseable {
    private final AppFunction function;
    private final Clock clock;
    private final Ncrontab schedule;
    private final boolean runOnStartup;
    private final ScheduledThreadPoolExecutor thread;
    private Optional<Instant> last = Optional.empty();

    /**
     * Does nothing until it is started.
     *
     * @throws FunctionHostException when the schedule cannot be read or names a setting that does not exist
     */
    public TimerListener(AppFunction function, Trigger.Timer trigger, FunctionAppSettings settings, Clock clock) {
        this.function = function;
        this.clock = clock;
        String expression = settings.resolve(trigger.schedule(), "the schedule of function " + function.name());
        this.schedule = parse(expression, function);
        this.runOnStartup = trigger.runOnStartup();
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "timer-" + function.name());
            made.setDaemon(true);
            return made;
        });
    }

    public void start() {
        if (runOnStartup) {
            runNow();
        }
        await(clock.instant());
    }

    /** Runs the function once, after the run that may be going on. */
    public void runNow() {
        thread.execute(() -> fire(clock.instant()));
    }

    public AppFunction function() {
        return function;
    }

    /** No further runs start; one that is going on goes on. */
    @Override
    public void close() {
        thread.shutdown();
        thread.getQueue().clear();
    }

    private void await(Instant from) {
        Optional<Instant> next = schedule.next(from);
        if (next.isEmpty()) {
            return;
        }
        Duration wait = Duration.between(clock.instant(), next.get());
        try {
            ScheduledFuture<?> unused =
                    thread.schedule(() -> due(next.get()), Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            if (!thread.isShutdown()) {
                throw e;
            }
        }
    }

    private void due(Instant time) {
        try {
            fire(time);
        } finally {
            // The system's timer may be a little early: then the same time must not come up again.
            Instant now = clock.instant();
            await(now.isAfter(time) ? now : time);
        }
    }

    private void fire(Instant time) {
        String info = TimerInfo.json(last, schedule.next(time), false);
        last = Optional.of(time);
        function.invoke(new BoundValue.Json(info), Map.of(), Map.of());
    }

    private static Ncrontab parse(String expression, AppFunction function) {
        try {
            return new Ncrontab(expression);
        } catch (IllegalArgumentException e) {
            throw new FunctionHostException(
                    "schedule '%s' is not NCRONTAB with six fields: %s, function %s"
                            .formatted(expression, e.getMessage(), function.name()),
                    e);
        }
    }
}
