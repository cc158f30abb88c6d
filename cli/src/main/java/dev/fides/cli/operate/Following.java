package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.AppException;
import dev.fides.cli.app.ExitStatus;
import dev.fides.local.terminal.ProgressBar;
import dev.fides.local.terminal.RunProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks at a run until it has ended, or waits for an approval, and shows how far it is meanwhile. */
final class Following {

    /** Each look costs the app a few reads of its memory: often enough for a run of seconds, seldom for one of hours. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final double LONGER = 1.1;

    /** More than a restart of the app takes. */
    private static final int MOST_MISSES = 24;

    /** Runs that do the same share what can be expected of them. */
    private static final List<String> IMPORTS = List.of("IMPORT", "REIMPORT", "PLAN");

    private final Asking asking;
    private final App app;

    Following(Asking asking, App app) {
        this.asking = asking;
        this.app = app;
    }

    /** Shows the run to its end, and says how the command ends with it. */
    int toItsEnd(RunPlace place) {
        var bar = new ProgressBar(asking.out(), asking.around().terminal());
        AppAnswer last = asking.around().ctrlC().during(() -> interrupted(bar, place), () -> await(place, bar));
        asking.print(last, () -> new RunReport(asking.sheet()).print(last.json()));
        return exitStatus(last.json());
    }

    /** Ctrl+C ends the looking, and nothing else. */
    private void interrupted(ProgressBar bar, RunPlace place) {
        if (!asking.wantsJson()) {
            bar.end();
        }
        asking.err()
                .println("The run goes on. See it: ./setup.sh follow " + place.run() + "; stop it: ./setup.sh cancel "
                        + place.run());
        asking.err().flush();
    }

    private AppAnswer await(RunPlace place, ProgressBar bar) {
        Duration pause = FIRST_PAUSE;
        Optional<Long> expected = Optional.empty();
        while (true) {
            AppAnswer now = look(place, bar);
            RunProgress progress = RunProgress.of(now.json(), 0);
            if (!asking.wantsJson()) {
                expected = expected.or(() -> Optional.of(expected(place, now.json())));
                bar.show(RunProgress.of(now.json(), expected.orElse(0L)));
            }
            if (progress.hasEnded() || progress.awaitsApproval()) {
                bar.end();
                return now;
            }
            sleep(pause);
            pause = min(LONGEST_PAUSE, Duration.ofMillis((long) (pause.toMillis() * LONGER)));
        }
    }

    /** An app that is away for a while does not end the looking: its runs go on when it is back. */
    private AppAnswer look(RunPlace place, ProgressBar bar) {
        for (int misses = 1; ; misses++) {
            try {
                return app.get(place.path(), "status");
            } catch (AppException e) {
                if (e.kind() != AppException.Kind.AWAY || misses == MOST_MISSES) {
                    bar.end();
                    throw e;
                }
                if (misses == 1) {
                    bar.end();
                    asking.err().println("fides: " + e.getMessage() + "; trying again");
                    asking.err().flush();
                }
                sleep(LONGEST_PAUSE);
            }
        }
    }

    /** What the last complete run of its kind had to do with; 0 where there is none. */
    private long expected(RunPlace place, JsonNode run) {
        String type = run.path("type").asText();
        String counter = type.equals("CLEAN_UP") ? "checked" : type.equals("VERIFY") ? "compared" : "read";
        for (JsonNode other : others(place)) {
            boolean sameKind = other.path("type").asText().equals(type)
                    || (IMPORTS.contains(type)
                            && IMPORTS.contains(other.path("type").asText()));
            if (sameKind && other.path("status").asText().startsWith("COMPLETED")) {
                return other.path("counters").path(counter).asLong();
            }
        }
        return 0;
    }

    /** Without them the bar has no length, which is no reason to end. */
    private JsonNode others(RunPlace place) {
        try {
            return app.get("syncs/" + App.encoded(place.sync()) + "/runs")
                    .json()
                    .path("runs");
        } catch (AppException e) {
            return MissingNode.getInstance();
        }
    }

    private void sleep(Duration time) {
        try {
            asking.around().pause().sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while following a run", e);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static int exitStatus(JsonNode run) {
        return switch (run.path("status").asText()) {
            case "COMPLETED" -> ExitStatus.DONE;
            case "AWAITING_APPROVAL" -> ExitStatus.HELD;
            default -> ExitStatus.FAILED;
        };
    }
}
