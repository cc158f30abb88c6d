package dev.fides.local.demo.target;

/**
 * What became of one write.
 *
 * @param status as an HTTP status
 * @param result {@code created}, {@code updated}, {@code deleted}, {@code not_found} or {@code error}
 * @param reason empty unless the write failed
 */
record ActionOutcome(int status, String result, String reason) {

    static final ActionOutcome CREATED = new ActionOutcome(201, "created", "");
    static final ActionOutcome UPDATED = new ActionOutcome(200, "updated", "");
    static final ActionOutcome DELETED = new ActionOutcome(200, "deleted", "");

    static ActionOutcome notFound(String id) {
        return new ActionOutcome(404, "not_found", "There is no document " + id + ".");
    }

    static ActionOutcome error(int status, String reason) {
        return new ActionOutcome(status, "error", reason);
    }

    boolean applied() {
        return status < 300;
    }
}
