package dev.fides.local.chaos;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a {@link Chaos} is to do.
 *
 * @param seed decides which faults are drawn, and what the load does
 * @param duration how long there are faults; the recovery comes on top
 * @param records how many records each of the two hosts has to begin with
 * @param idempotencyKeys whether the target that gives the ids knows idempotency keys
 * @param snapshots whether imports keep snapshots of what is confirmed
 * @param app the packaged function app
 * @param entities queues of the Service Bus endpoint, in the format of Microsoft's emulator
 * @param work folder for logs and sync definitions, made if it is not there
 */
public record ChaosSettings(
        long seed,
        Duration duration,
        int records,
        boolean idempotencyKeys,
        boolean snapshots,
        Path app,
        Path entities,
        Path work) {

    public ChaosSettings {
        if (duration.isNegative() || duration.isZero() || records < 100) {
            throw new IllegalArgumentException(
                    "Chaos takes some time and at least 100 records, not " + duration + " and " + records + ".");
        }
    }
}
