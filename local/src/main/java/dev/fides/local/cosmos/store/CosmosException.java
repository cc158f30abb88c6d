package dev.fides.local.cosmos.store;

/** A refusal with the status, substatus and back-off Cosmos DB would answer with. */
public final class CosmosException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int substatus;
    private final long retryAfterMs;

    /**
     * @param status HTTP status
     * @param substatus value of {@code x-ms-substatus}, 0 for none
     * @param retryAfterMs milliseconds to wait before trying again, 0 for none
     * @param message for the caller to read
     */
    public CosmosException(int status, int substatus, long retryAfterMs, String message) {
        super(message);
        this.status = status;
        this.substatus = substatus;
        this.retryAfterMs = retryAfterMs;
    }

    public static CosmosException badRequest(String message) {
        return new CosmosException(400, 0, 0, message);
    }

    public static CosmosException badRequest(String message, int substatus) {
        return new CosmosException(400, substatus, 0, message);
    }

    public static CosmosException notFound(String message) {
        return new CosmosException(404, 0, 0, message);
    }

    public static CosmosException conflict(String message) {
        return new CosmosException(409, 0, 0, message);
    }

    public static CosmosException preconditionFailed(String message) {
        return new CosmosException(412, 0, 0, message);
    }

    public static CosmosException tooLarge(String message) {
        return new CosmosException(413, 0, 0, message);
    }

    public int status() {
        return status;
    }

    public int substatus() {
        return substatus;
    }

    public long retryAfterMs() {
        return retryAfterMs;
    }

    /** The error code Cosmos DB names in the body for this status. */
    public String code() {
        return switch (status) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 408 -> "RequestTimeout";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 412 -> "PreconditionFailed";
            case 413 -> "RequestEntityTooLarge";
            case 429 -> "TooManyRequests";
            case 449 -> "RetryWith";
            case 503 -> "ServiceUnavailable";
            default -> "InternalServerError";
        };
    }
}
