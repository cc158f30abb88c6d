package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.AppException;
import dev.fides.cli.app.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Releases the deletes that a run holds. */
@Command(
        name = "approve",
        description = {
            "Releases the deletes that a clean-up holds because they look like too much: exactly those that were looked at.",
            "Shows how many there are, and asks; in a script --etag says which list is meant."
        })
final class ApproveCommand implements Callable<Integer> {

    private static final int EXAMPLES = 10;

    @Mixin
    private final Asking asking;

    @Mixin
    private final RunParameter run = new RunParameter();

    @Option(names = "--list", description = "Print all that is held, a key and its reason on a line; approve nothing.")
    private boolean list;

    @Option(names = "--etag", paramLabel = "ETAG", description = "Do not ask; approve the list that has this ETag.")
    private String etag;

    @Option(names = "--wait", description = "Then show the run until it ends, and end as it does.")
    private boolean wait;

    ApproveCommand(Surroundings around) {
        this.asking = new Asking(around);
    }

    @Override
    public Integer call() {
        if (list && (etag != null || wait || asking.wantsJson())) {
            throw asking.misuse("--list only prints, a line for each record: it goes with no --etag, --wait or --json");
        }
        App app = asking.app();
        RunPlace place = run.find(app);
        if (etag == null) {
            JsonNode held = app.get(place.path()).json();
            if (!held.has("held")) {
                throw new AppException(
                        AppException.Kind.REFUSED,
                        "the run " + run.id() + " holds no deletes: it is "
                                + Sheet.word(held.path("status").asText()));
            }
            String now = held.path("held").path("etag").asText();
            if (list) {
                print(app, place, held.path("held"));
                return ExitStatus.DONE;
            }
            if (!asked(held, now)) {
                asking.err().println("Nothing was approved.");
                return ExitStatus.FAILED;
            }
            return approve(app, place, now);
        }
        return approve(app, place, etag);
    }

    private boolean asked(JsonNode held, String now) {
        if (!asking.around().person().isThere()) {
            throw asking.misuse(
                    "there is nobody to ask: look with --list, and approve with --etag " + Sheet.plain(now));
        }
        Sheet sheet = asking.sheet();
        long count = held.path("counters").path("held").asLong();
        sheet.line(Sheet.text(held, "error"));
        JsonNode nominations = held.path("held").path("nominations");
        for (int i = 0; i < Math.min(EXAMPLES, nominations.size()); i++) {
            sheet.line("  " + Sheet.text(nominations.get(i), "key") + " "
                    + Sheet.word(nominations.get(i).path("reason").asText()));
        }
        if (count > EXAMPLES) {
            sheet.line("  and " + Sheet.number(count - EXAMPLES) + " more; all: ./setup.sh approve "
                    + Sheet.plain(run.id()) + " --list");
        }
        asking.out().flush();
        return asking.around()
                .person()
                .agrees("Delete these " + Sheet.number(count) + " documents of " + Sheet.text(held, "sync")
                        + " from the target?");
    }

    /** All pages; a document that lies under another id than its record has it is named with that id. */
    private void print(App app, RunPlace place, JsonNode first) {
        String listed = first.path("etag").asText();
        JsonNode page = first;
        while (true) {
            page.path("nominations")
                    .forEach(held -> asking.out()
                            .println(Sheet.text(held, "key") + "\t" + Sheet.text(held, "reason")
                                    + (held.has("strayId") ? "\t" + Sheet.text(held, "strayId") : "")));
            if (!page.has("next")) {
                asking.out().flush();
                asking.err().println("The ETag of this list: " + Sheet.plain(listed));
                return;
            }
            page = app.get(place.path() + "?cursor="
                            + App.encoded(page.path("next").asText()))
                    .json()
                    .path("held");
            if (!page.path("etag").asText().equals(listed)) {
                throw new AppException(
                        AppException.Kind.REFUSED,
                        "the list has become another one while it was printed; print it again");
            }
        }
    }

    private int approve(App app, RunPlace place, String which) {
        AppAnswer answer = app.post(
                place.path() + "/approve", JsonNodeFactory.instance.objectNode().put("etag", which));
        if (wait) {
            return new Following(asking, app).toItsEnd(place);
        }
        asking.print(answer, () -> new RunReport(asking.sheet()).print(answer.json()));
        return ExitStatus.DONE;
    }
}
