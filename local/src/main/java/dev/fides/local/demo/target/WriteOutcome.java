package dev.fides.local.demo.target;

/**
 * What became of one write.
 *
 * @param status as an HTTP status
 * @param result {@code created}, {@code updated}, {@code deleted}, {@code not_found} or {@code error}
 * @param reason empty unless the write failed
 */
record WriteOutcome(int status, String result, String reason) {

    static final WriteOutcome CREATED = new WriteOutcome(201, "created", "");
    static final WriteOutcome UPDATED = new WriteOutcome(200, "updated", "");
    static final WriteOutcome DELETED = new WriteOutcome(200, "deleted", "");

    static WriteOutcome notFound(String id) {
        return new WriteOutcome(404, "not_found", "There is no document " + id + ".");
    }

    static WriteOutcome error(int status, String reason) {
        return new WriteOutcome(status, "error", reason);
    }

    boolean applied() {
        return status < 300;
    }
}
