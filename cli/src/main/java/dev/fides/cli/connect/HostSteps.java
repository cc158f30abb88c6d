package dev.fides.cli.connect;

import dev.fides.config.access.Auth;
import dev.fides.host.HostPage;
import dev.fides.host.InvalidRecord;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.run.Problem;
import dev.fides.sync.Sync;
import dev.fides.sync.absence.HostTrial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists the host, to its end where that is not far, and asks by key for some of what it listed. */
final class HostSteps {

    private static final String HOST = "host";

    /** A listing that has ended by then has shown all; of a longer one nobody wants to wait for the end. */
    private static final int MOST_PAGES = 100;

    private static final Duration LONGEST_WALK = Duration.ofSeconds(10);

    /** So many records are kept, for the mapping. */
    private static final int KEPT = 100;

    private final Sync sync;
    private final Steps steps;
    private final Clock clock;
    private final List<HostRecord> kept = new ArrayList<>();
    private final Set<RecordKey> keys = new HashSet<>();
    private long listed;
    private OptionalLong total = OptionalLong.empty();
    private Optional<HostPage> last = Optional.empty();

    HostSteps(Sync sync, Steps steps, Clock clock) {
        this.sync = sync;
        this.steps = steps;
        this.clock = clock;
    }

    /** The first records that were listed; empty when nothing could be listed. */
    List<HostRecord> run() {
        steps.step("host, first page", HOST, this::firstPage);
        Optional<HostPage> first = last;
        if (first.flatMap(HostPage::next).isPresent()) {
            steps.step("host, second page", HOST, this::secondPage);
            if (last.flatMap(HostPage::next).isPresent()) {
                steps.step("host, further pages", HOST, this::furtherPages);
            }
        }
        first.filter(page -> !page.records().isEmpty())
                .ifPresent(page -> steps.step("host, by key", HOST, () -> byKey(page.records())));
        return List.copyOf(kept);
    }

    private HostPage page(Optional<String> cursor) {
        last = Optional.empty();
        HostPage page = sync.host().list(cursor);
        last = Optional.of(page);
        listed += page.size();
        if (page.total().isPresent()) {
            total = page.total();
        }
        page.records().forEach(record -> {
            keys.add(record.key());
            if (kept.size() < KEPT) {
                kept.add(record);
            }
        });
        return page;
    }

    private Finding firstPage() {
        HostPage page = page(Optional.empty());
        if (page.records().isEmpty() && !page.invalid().isEmpty()) {
            InvalidRecord odd = page.invalid().get(0);
            return Finding.fault(
                    "none of " + page.invalid().size() + " listed records has a usable key: " + odd.reason()
                            + ". The first: " + odd.excerpt(),
                    "let host.key point to a text or an integer of each record, as seen from the record (host.list.record)");
        }
        if (page.size() == 0) {
            return Finding.warning(
                    "the list has no records" + totalSaid(),
                    "if the host has records, look at host.list.records and at what host.list.query asks for");
        }
        String said = credentialsSaid() + page.size() + " records" + invalidSaid(page) + totalSaid();
        return page.next().isPresent() ? Finding.ok(said + ", a next page is named") : end(said, page);
    }

    private Finding secondPage() {
        Set<RecordKey> before = new HashSet<>(keys);
        HostPage page = page(last.orElseThrow().next());
        List<RecordKey> again = page.records().stream()
                .map(HostRecord::key)
                .filter(before::contains)
                .toList();
        if (!page.records().isEmpty() && again.size() == page.records().size()) {
            return Finding.fault(
                    "the second page brings nothing but records of the first, such as " + again.get(0),
                    "the host does not go on: look at the parameters of host.list.paging");
        }
        String said = page.size() + " records, " + (again.isEmpty() ? "none" : again.size() + "")
                + " of them on the first page too";
        return page.next().isPresent() ? Finding.ok(said + ", a next page is named") : end(said, page);
    }

    private Finding furtherPages() {
        Instant until = clock.instant().plus(LONGEST_WALK);
        int pages = 2;
        while (last.orElseThrow().next().isPresent()) {
            if (pages == MOST_PAGES || clock.instant().isAfter(until)) {
                return Finding.ok("the listing goes on beyond " + pages + " pages with " + listed + " records"
                        + totalSaid() + "; how it ends was not looked at");
            }
            page(last.orElseThrow().next());
            pages++;
        }
        return end("the listing ends after " + pages + " pages", last.orElseThrow());
    }

    /** How a listing ended, whose last page this is. */
    private Finding end(String said, HostPage page) {
        if (total.isPresent() && listed < total.getAsLong()) {
            return Finding.fault(
                    said + "; the listing ends with " + listed + " records, but its total is " + total.getAsLong()
                            + page.oddEnd().map(why -> ": " + why).orElse(""),
                    page.oddEnd().isPresent()
                            ? "let host.list.paging.pointer point to what names the next page"
                            : "look at host.list.paging, and whether host.list.total counts what is listed");
        }
        // Most services leave the member out on the last page; that it was never there shows where there is one page
        // only.
        if (page.oddEnd().isPresent() && listed == page.size() && total.isEmpty()) {
            return Finding.warning(
                    said + "; no further page: " + page.oddEnd().get(),
                    "if the host has more records, let host.list.paging.pointer point to what names the next page; if this is"
                            + " always all, say paging: { type: none }");
        }
        return Finding.ok(said + "; the listing ends with " + listed + " records" + totalSaid());
    }

    private Finding byKey(List<HostRecord> records) {
        HostTrial.Result result =
                HostTrial.look(sync, records, () -> sync.host().list(Optional.empty()));
        if (result.objection().isPresent()) {
            return Finding.fault(result.objection().get(), "look at host.get and host.getMany");
        }
        if (!result.warnings().isEmpty()) {
            return Finding.warning(
                    result.warnings().stream().map(Problem::reason).collect(Collectors.joining("; ")),
                    "look at host.get, host.getMany, host.ignore and host.list.complete");
        }
        return Finding.ok("some listed records were asked for by key: all found, with the content that is listed");
    }

    /** A service that answers has taken them. */
    private String credentialsSaid() {
        return sync.definition()
                .host()
                .kind()
                .match(
                        rest -> rest.connection().auth() instanceof Auth.None ? "" : "the credentials are taken, ",
                        own -> "");
    }

    private static String invalidSaid(HostPage page) {
        return page.invalid().isEmpty()
                ? ""
                : ", of which " + page.invalid().size() + " cannot be used: "
                        + page.invalid().get(0).reason();
    }

    private String totalSaid() {
        return total.isPresent() ? ", total " + total.getAsLong() : "";
    }
}
