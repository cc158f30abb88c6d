package dev.fides.sync.publish;

import dev.fides.queue.ChangeDelivery;
import java.util.function.BooleanSupplier;

/**
 * How long changes are tried whose outcome stays unknown. A target that fails at one document, and only at that, would be
 * asked for ever: a status such as 500 does not say whether the document is at fault.
 *
 * @param oftenBefore whether the changes were tried so often that it is no passing fault
 * @param targetIsUp whether the target does its work otherwise: in an outage nobody's document is at fault
 */
record Patience(boolean oftenBefore, BooleanSupplier targetIsUp) {

    /** With the waits between them, about a quarter of an hour. */
    private static final int OFTEN = 10;

    static Patience of(ChangeDelivery delivery, BooleanSupplier targetIsUp) {
        return new Patience(delivery.batch().postponed() >= OFTEN, targetIsUp);
    }

    /** @param failedBefore whether the record was given up for this before, so that one more attempt is enough */
    boolean isEnough(boolean failedBefore) {
        return (failedBefore || oftenBefore) && targetIsUp.getAsBoolean();
    }
}
