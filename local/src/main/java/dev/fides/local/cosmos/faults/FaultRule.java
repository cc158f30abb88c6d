package dev.fides.local.cosmos.faults;

/**
 * An error to answer instead of a result.
 *
 * @param access which requests it hits
 * @param probability 0 to 1, for each request or operation of a bulk request
 * @param status HTTP status: 429, 449, 503, 408, 412, ...
 * @param substatus value of {@code x-ms-substatus}, 0 for none
 * @param retryAfterMs milliseconds the caller shall wait, 0 for none
 * @param applied true: the operation is done, and only its answer is lost
 * @param times how often it strikes before it is spent, 0 for ever
 */
public record FaultRule(
        Access access, double probability, int status, int substatus, long retryAfterMs, boolean applied, int times) {

    /** Kinds of document requests. */
    public enum Access {
        READ,
        WRITE,
        ANY
    }

    public FaultRule {
        access = access == null ? Access.ANY : access;
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("A probability is between 0 and 1, not " + probability + ".");
        }
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("The status of a fault is between 400 and 599, not " + status + ".");
        }
        if (retryAfterMs < 0 || times < 0) {
            throw new IllegalArgumentException("Neither retryAfterMs nor times may be negative.");
        }
    }
}
