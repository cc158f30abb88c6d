package dev.fides.local.demo.target;

import dev.fides.local.demo.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what the demo target received and breaks it, for demonstrations and tests. */
public final class TargetControl {

    /** The header by which senders name themselves. */
    public static final String SENDER = "X-Sender";

    /**
     * A request that arrived.
     *
     * @param atNanos as {@link System#nanoTime()} tells it
     * @param sender what the request gave as {@value #SENDER}, or nothing
     */
    public record Arrival(long atNanos, String sender) {}

    private final DocumentStore documents;
    private final DocumentApi documentApi;
    private final DocumentWriter writer;
    private final TargetFaults faults;
    private final Counters counters;
    private final RequestRate rate;
    private final RequestLog log;

    /**
     * A document that was deleted.
     *
     * @param externalId of the document, or its id if it had none
     */
    public record Delete(String externalId, Instant at) {}

    TargetControl(
            DocumentStore documents,
            DocumentApi documentApi,
            DocumentWriter writer,
            TargetFaults faults,
            Counters counters,
            RequestRate rate,
            RequestLog log) {
        this.documents = documents;
        this.documentApi = documentApi;
        this.writer = writer;
        this.faults = faults;
        this.counters = counters;
        this.rate = rate;
        this.log = log;
    }

    /** Number of documents that there are. */
    public int size() {
        return documents.size();
    }

    /** The document with this id as JSON text; equal documents are equal text. */
    public Optional<String> document(String id) {
        return documents.find(id).map(DocumentStore.Entry::document);
    }

    /** Hex SHA-256 over all documents; equal content has equal digests, whatever the order of members. */
    public String digest() {
        return documents.digest();
    }

    /** While on, every answer is a 503. */
    public void outage(boolean on) {
        faults.outage(on);
    }

    /** Every answer takes this much longer. */
    public void latency(Duration each) {
        faults.latency(each);
    }

    /** Answers more requests a second than this with 429 and a {@code Retry-After} of so many seconds. */
    public void limit(int requestsPerSecond, int retryAfterSeconds) {
        rate.limit(requestsPerSecond, retryAfterSeconds);
    }

    /** Fails every write of the document with this id or external id with this status; 0 = no longer. */
    public void refuse(String id, int status) {
        faults.refuse(id, status);
    }

    /** Fails every n-th write, alone or within a bulk request, with this status, at most this often. */
    public void failEvery(int every, int status, int times) {
        faults.failEvery(every, status, times);
    }

    /** Carries the next writing requests out, but closes their connections without an answer. */
    public void loseAnswers(int times) {
        faults.loseAnswers(times);
    }

    /**
     * Calls and writes since the start or the last reset, by name: {@code requests}, {@code writes} (documents),
     * {@code created}, {@code updated}, {@code deleted}, {@code identical} (updates that changed nothing),
     * {@code failed}, {@code notFound}, {@code limited}, {@code outage}.
     */
    public Map<String, Long> counters() {
        return counters.all();
    }

    /** One of {@link #counters()}; 0 if nothing of that name happened. */
    public long counter(String name) {
        return counters.get(name);
    }

    /** How often the document with this external id was written. */
    public int writesOf(String externalId) {
        return writer.writesOf(externalId);
    }

    /** How many documents were written how often. */
    public Map<Integer, Long> writesPerDocument() {
        return writer.histogram();
    }

    /** Documents deleted since the start or the last reset, in that order. */
    public List<Delete> deletes() {
        return writer.deletes();
    }

    /** The most requests that arrived in one second. */
    public int mostRequestsPerSecond() {
        return rate.seconds().stream()
                .mapToInt(RequestRate.Second::requests)
                .max()
                .orElse(0);
    }

    /** From now on {@link #arrivals()} tells of each request. */
    public void recordArrivals() {
        log.start();
    }

    /** Requests since {@link #recordArrivals()}, in the order of their arrival; nothing before it was called. */
    public List<Arrival> arrivals() {
        return log.arrivals();
    }

    RequestRate rate() {
        return rate;
    }

    /** Sets all counts to zero; limits of the rate end as well. */
    public void resetCounters() {
        counters.reset();
        writer.resetCounts();
        rate.reset();
    }

    /** Empties the service: no documents, no faults, counts at zero. */
    public void reset() {
        documents.clear();
        documentApi.reset();
        faults.reset();
        resetCounters();
    }
}
