package dev.fides.operations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where all instances find the jobs that forget syncs. */
final class ForgetJobs {

    private static final String PREFIX = "forget:";

    /** More syncs than this are not forgotten at once. */
    private static final int MOST = 100;

    /** What came of a job that is over can be asked for as long as runs can. */
    private static final Duration KEPT_FOR = Duration.ofDays(30);

    private static final int MAX_TRIES = 5;

    private final ControlStore control;

    ForgetJobs(ControlStore control) {
        this.control = control;
    }

    Optional<ForgetJob> read(String sync) {
        return control.read(PREFIX + sync).map(document -> job(document.content()));
    }

    List<ForgetJob> all() {
        return control.list(PREFIX, MOST).stream()
                .map(document -> job(document.content()))
                .toList();
    }

    /** Begins a job; one that runs already goes on. */
    ForgetJob begin(ForgetJob job) {
        String id = PREFIX + job.sync();
        Optional<ControlDocument> before = control.read(id);
        Optional<ForgetJob> running = before.map(document -> job(document.content()))
                .filter(present -> present.status() == ForgetJob.Status.RUNNING);
        if (running.isPresent()) {
            return running.get();
        }
        return save(job, before) ? job : read(job.sync()).orElse(job);
    }

    /**
     * Changes a job that runs; instances that work on it at once each add what they did.
     *
     * @return the job as it is now; empty when it does not run any more
     */
    Optional<ForgetJob> change(String sync, UnaryOperator<ForgetJob> change) {
        for (int i = 0; i < MAX_TRIES; i++) {
            Optional<ControlDocument> before = control.read(PREFIX + sync);
            Optional<ForgetJob> running = before.map(document -> job(document.content()))
                    .filter(present -> present.status() == ForgetJob.Status.RUNNING);
            if (running.isEmpty()) {
                return Optional.empty();
            }
            ForgetJob changed = change.apply(running.get());
            if (save(changed, before)) {
                return Optional.of(changed);
            }
        }
        // The counts are for people; what is to be removed is found by looking for it.
        return read(sync).filter(job -> job.status() == ForgetJob.Status.RUNNING);
    }

    private boolean save(ForgetJob job, Optional<ControlDocument> before) {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("type", "forget")
                .put("sync", job.sync())
                .put("by", job.by())
                .put("since", job.since().toString())
                .put("status", job.status().name())
                .put("states", job.states())
                .put("runDocuments", job.runDocuments())
                .put("controlDocuments", job.controlDocuments())
                .put("why", job.why());
        Optional<Duration> kept = job.status() == ForgetJob.Status.RUNNING ? Optional.empty() : Optional.of(KEPT_FOR);
        return control.save(PREFIX + job.sync(), content, before, kept).isPresent();
    }

    private static ForgetJob job(ObjectNode content) {
        return new ForgetJob(
                content.path("sync").asText(),
                content.path("by").asText(),
                Instant.parse(content.path("since").asText()),
                ForgetJob.Status.valueOf(content.path("status").asText()),
                content.path("states").asLong(),
                content.path("runDocuments").asLong(),
                content.path("controlDocuments").asLong(),
                content.path("why").asText());
    }
}
