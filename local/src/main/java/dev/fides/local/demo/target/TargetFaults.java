package dev.fides.local.demo.target;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is wrong with the demo target at the moment; nothing to begin with. */
final class TargetFaults {

    private boolean outage;
    private Duration latency = Duration.ZERO;
    private int lostAnswers;
    private final Map<String, Integer> refused = new HashMap<>();
    private int failEvery;
    private int failStatus;
    private int failTimes;
    private int writesSeen;

    synchronized void outage(boolean on) {
        outage = on;
    }

    synchronized boolean outage() {
        return outage;
    }

    synchronized void latency(Duration each) {
        if (each.isNegative()) {
            throw new IllegalArgumentException("The latency must not be negative.");
        }
        latency = each;
    }

    synchronized Duration latency() {
        return latency;
    }

    /** The next writing requests are carried out but never answered. */
    synchronized void loseAnswers(int times) {
        lostAnswers = times;
    }

    synchronized boolean losesAnswer() {
        return lostAnswers > 0 && lostAnswers-- > 0;
    }

    /** Every write of this document fails with this status until it is 0. */
    synchronized void refuse(String id, int status) {
        if (status == 0) {
            refused.remove(id);
        } else {
            refused.put(id, status);
        }
    }

    /** Of all writes every n-th fails with this status, this often; 0 = none. */
    synchronized void failEvery(int every, int status, int times) {
        failEvery = every;
        failStatus = status;
        failTimes = times;
        writesSeen = 0;
    }

    /** Why this write fails, if it does. */
    synchronized Optional<ActionOutcome> onWrite(String id, String externalId) {
        Integer status = refused.getOrDefault(externalId, refused.get(id));
        if (status != null) {
            return Optional.of(ActionOutcome.error(status, "The document " + id + " is refused."));
        }
        if (failEvery > 0 && failTimes > 0 && ++writesSeen % failEvery == 0) {
            failTimes--;
            return Optional.of(ActionOutcome.error(failStatus, "The write of " + id + " failed."));
        }
        return Optional.empty();
    }

    synchronized void reset() {
        outage = false;
        latency = Duration.ZERO;
        lostAnswers = 0;
        refused.clear();
        failEvery(0, 0, 0);
    }
}
