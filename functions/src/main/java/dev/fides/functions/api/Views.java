package dev.fides.functions.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.run.CheckCounts;
import dev.fides.run.Outcome;
import dev.fides.run.OutcomeCounts;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunType;
import dev.fides.run.VerifyCounts;
import dev.fides.state.Failure;
import dev.fides.state.Standing;
import dev.fides.state.SyncState;
import java.time.Duration;
import java.util.Locale;

/** Runs and states as operators see them. */
final class Views {

    private Views() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode run(Run run, OutcomeCounts outcomes) {
        ObjectNode view = object().put("run", run.id())
                .put("sync", run.sync())
                .put("type", run.type().name())
                .put("status", run.status().name())
                .put("requestedBy", run.requestedBy())
                .put("createdAt", run.createdAt().toString());
        run.startedAt().ifPresent(at -> view.put("startedAt", at.toString()));
        run.endedAt().ifPresent(at -> view.put("endedAt", at.toString()));
        run.endedAt()
                .ifPresent(at -> view.put(
                        "durationMs", Duration.between(run.createdAt(), at).toMillis()));
        view.put("page", run.progress().page()).put("step", run.stepping().step());
        view.put("failedAttempts", run.stepping().failures());
        run.error().ifPresent(error -> view.put("error", error));
        view.set("counters", counters(run, outcomes));
        return view;
    }

    private static ObjectNode counters(Run run, OutcomeCounts outcomes) {
        ReadCounts read = run.progress().read();
        ObjectNode counters = object();
        if (run.type() == RunType.CLEAN_UP || run.type() == RunType.PLAN) {
            CheckCounts check = run.progress().check();
            counters.put("checked", check.checked())
                    .put("present", check.present())
                    .put("nominated", check.nominated())
                    .put("foreign", check.foreign())
                    .put("unreadable", check.unreadable());
        }
        if (run.type() == RunType.VERIFY) {
            return verified(run.progress().verified(), counters);
        }
        if (run.type() != RunType.CLEAN_UP) {
            addRead(read, counters);
        }
        if (run.type() != RunType.PLAN) {
            long sent = run.type() == RunType.CLEAN_UP ? run.progress().check().nominated() : read.changed();
            addOutcomes(sent, outcomes, counters);
        }
        return counters;
    }

    private static ObjectNode verified(VerifyCounts verified, ObjectNode counters) {
        return counters.put("compared", verified.compared())
                .put("same", verified.same())
                .put("differs", verified.differs())
                .put("missing", verified.missing())
                .put("extra", verified.extra())
                .put("foreign", verified.foreign())
                .put("unreadable", verified.unreadable());
    }

    private static void addRead(ReadCounts read, ObjectNode counters) {
        counters.put("read", read.read())
                .put("unchanged", read.unchanged())
                .put("changed", read.changed())
                .put("filtered", read.filtered())
                .put("parked", read.parked())
                .put("invalid", read.invalid());
    }

    private static void addOutcomes(long sent, OutcomeCounts outcomes, ObjectNode counters) {
        for (Outcome outcome : Outcome.values()) {
            // A page that is checkpointed while the ledgers are being summed up is pending until the next look.
            long missing = outcome == Outcome.PENDING ? Math.max(0, sent - outcomes.total()) : 0;
            counters.put(outcome.name().toLowerCase(Locale.ROOT), outcomes.of(outcome) + missing);
        }
    }

    static ObjectNode state(SyncState state) {
        ObjectNode view = object().put("key", state.key().value())
                .put("observedAt", state.observedAt().toString());
        state.targetId().ifPresent(id -> view.put("targetId", id));
        if (!state.otherIds().isEmpty()) {
            state.otherIds().forEach(view.putArray("otherIds")::add);
        }
        // Of the id that equals this key.
        state.idOwner().ifPresent(owner -> view.put("idOwner", owner.key().value()));
        state.runId().ifPresent(run -> view.put("run", run));
        standing(state.standing(), view);
        state.failure().ifPresent(failure -> view.set("failure", failure(failure)));
        return view;
    }

    private static void standing(Standing standing, ObjectNode view) {
        if (standing instanceof Standing.Published published) {
            view.put("status", "PUBLISHED")
                    .put("publishedAt", published.publishedAt().toString())
                    .put("sourceHash", published.hashes().source().text())
                    .put("contentHash", published.hashes().content().text())
                    .put("fingerprint", published.hashes().fingerprint());
        } else if (standing instanceof Standing.Deleted deleted) {
            view.put("status", "DELETED").put("deletedAt", deleted.deletedAt().toString());
        } else if (standing instanceof Standing.Creating creating) {
            view.put("status", "CREATING").put("until", creating.until().toString());
        } else if (standing instanceof Standing.Unpublished) {
            view.put("status", "UNPUBLISHED");
        } else {
            throw new IllegalStateException("nobody shows this standing: " + standing);
        }
    }

    static ObjectNode failure(Failure failure) {
        ObjectNode view = object().put("reason", failure.reason().name())
                .put("message", failure.message())
                .put("attempts", failure.attempts())
                .put("firstAt", failure.firstAt().toString());
        failure.nextRetryAt().ifPresent(at -> view.put("nextRetryAt", at.toString()));
        return view;
    }
}
