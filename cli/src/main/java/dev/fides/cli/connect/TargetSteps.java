package dev.fides.cli.connect;

import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.sync.Sync;
import dev.fides.target.InvalidDocument;
import dev.fides.target.TargetDocument;
import dev.fides.target.TargetPage;
import java.util.List;
import java.util.Optional;

/** Reads the target as far as the definition says how; nothing is written. */
final class TargetSteps {

    private static final String TARGET = "target";

    private final Sync sync;
    private final Steps steps;

    TargetSteps(Sync sync, Steps steps) {
        this.sync = sync;
        this.steps = steps;
    }

    void run(List<HostRecord> records) {
        steps.step("target, listing", TARGET, this::listing);
        steps.step("target, find", TARGET, () -> find(records));
    }

    private Finding listing() {
        if (!sync.target().traits().lists()) {
            return Finding.skipped(
                    "there is no target.list, so verify, plan and the search for foreign documents are not"
                            + " possible");
        }
        TargetPage page = sync.target().list(Optional.empty());
        String said = page.size() + " documents on the first page, "
                + page.documents().size() + " of this sync, " + page.others()
                + " of others"
                + (page.total().isPresent() ? ", total " + page.total().getAsLong() : "")
                + (page.next().isPresent() ? ", a next page is named" : ", no next page");
        if (page.invalid().isEmpty()) {
            return page.next().isPresent() ? nextPage(said, page) : Finding.ok(said);
        }
        InvalidDocument odd = page.invalid().get(0);
        return Finding.warning(
                said + "; " + page.invalid().size() + " cannot be used: " + odd.reason() + ". The first: "
                        + odd.excerpt(),
                "look at key, id and document of target.list");
    }

    private Finding nextPage(String said, TargetPage first) {
        TargetPage second = sync.target().list(first.next());
        boolean same = !first.documents().isEmpty() && keys(first).equals(keys(second));
        return same
                ? Finding.fault(
                        said + "; the second page has the same documents",
                        "the target does not go on: look at the parameters of target.list.paging")
                : Finding.ok(said + "; the second page has " + second.size() + " documents");
    }

    private static List<RecordKey> keys(TargetPage page) {
        return page.documents().stream().map(TargetDocument::key).toList();
    }

    private Finding find(List<HostRecord> records) {
        if (!sync.target().traits().finds()) {
            return Finding.skipped("the target takes the ids of the documents, so nothing has to be found");
        }
        if (records.isEmpty()) {
            return Finding.skipped("there is no record to look for");
        }
        return sync.target()
                .find(records.get(0).key())
                .map(id -> Finding.ok("record " + records.get(0).key() + " has the id " + id))
                .orElseGet(() -> Finding.ok("the target has no document of record "
                        + records.get(0).key() + ", which is right before the first" + " import"));
    }
}
