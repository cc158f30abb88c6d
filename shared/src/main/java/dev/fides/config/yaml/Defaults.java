package dev.fides.config.yaml;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What holds where a sync definition says nothing. */
final class Defaults {

    /** As many as sixteen publishers at once: enough to keep a target busy, few enough for one small instance. */
    static final int PARTITIONS = 16;

    /** Longer than any healthy call, short enough that a hanging service does not fill an invocation. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Most listings show a change as soon as reads by key do. */
    static final Duration LAG = Duration.ZERO;

    /** A first page is numbered 1 more often than 0. */
    static final int FIRST_PAGE = 1;

    /** Mostly the number of records to skip. */
    static final int FIRST_RECORD = 0;

    /** "Not found", and "gone" as some services say after a delete. */
    static final List<Integer> GONE = List.of(404, 410);

    /** What follows a condition that is missing or at fault; never leaves the loader. */
    static final String NEVER = "false";

    static final String SEPARATOR = ",";

    /** Fifty keys fit into every server's limit for an URL. */
    static final int KEYS_PER_REQUEST = 50;

    /** A key that is found twice must not be written to either by chance. */
    static final int MATCHES = 1;

    /** Enough to make the request's overhead small, few enough that one refused request is cheap to halve. */
    static final int WRITES_PER_BULK = 500;

    /** Every write goes the same way, also a lone one: its answer is understood by the same template. */
    static final int LEAST_WRITES_PER_BULK = 1;

    /** 5 MiB, half of what common search services accept. */
    static final int BULK_BYTES = 5 * 1024 * 1024;

    /** 202 is missing on purpose: it confirms nothing unless one knows what the service means by it. */
    static final List<Integer> SUCCESS = List.of(200, 201, 204);

    /**
     * What a service says of 4xx that is not about the one record: who asks (401, 407), when (408, 425, 429), or over which
     * connection (421).
     */
    private static final Set<Integer> NOT_OF_THE_RECORD = Set.of(401, 407, 408, 421, 425, 429);

    /** Answers that blame the record, and that the same request will get again until something about it changes. */
    static final List<Integer> PERMANENT = IntStream.range(400, 500)
            .filter(status -> !NOT_OF_THE_RECORD.contains(status))
            .boxed()
            .toList();

    /** What three attempts within a second or two do not cure is left to postponement. */
    static final int ATTEMPTS = 3;

    /** Half of the calls failing is no longer bad luck, over twenty of them. */
    static final int FAILURE_RATE = 50;

    static final int WINDOW = 20;

    static final Duration OPEN_FOR = Duration.ofSeconds(30);

    /** A call that takes four fifths of its time limit is about to fail. */
    static final int SLOW_CALL_PERCENT_OF_TIMEOUT = 80;

    /** Polite towards an unknown service; one that can bear more says so. */
    static final int REQUESTS_PER_SECOND = 50;

    static final int CONCURRENCY = 8;

    /** Ten attempts, doubling from a minute up to six hours, span more than a day: somebody will have looked. */
    static final int FAILURE_ATTEMPTS = 10;

    static final Duration BACKOFF = Duration.ofMinutes(1);

    static final Duration MAX_BACKOFF = Duration.ofHours(6);

    /** A fifth of a hundred records failing is the mapping's or the target's fault. */
    static final int FAILED_PERCENT = 20;

    static final int FAILED_AT_LEAST = 100;

    /** More deletes than this deserve a look before they happen. */
    static final int MAX_DELETES = 500;

    static final int MAX_DELETE_PERCENT = 10;

    /** The name of a file where a definition is at fault; never leaves the loader. */
    static final String NO_FILE = "";

    private Defaults() {}
}
