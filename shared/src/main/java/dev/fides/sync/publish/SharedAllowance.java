package dev.fides.sync.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import dev.fides.model.RetryableException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.LongToIntFunction;

/**
 * Something of which all instances together may take so much. What was taken and not used, because the target was down or a
 * batch was delivered twice, is not given back: that errs on the safe side.
 *
 * @param control where it is kept
 * @param id of its document
 * @param of what it is, stored with it, such as the sync and the hour
 * @param timeToLive after which nobody takes from it any more
 */
record SharedAllowance(ControlStore control, String id, ObjectNode of, Duration timeToLive) {

    /** Lanes that take at the same moment; more losers than this in a row mean something else. */
    private static final int MAX_TRIES = 50;

    /**
     * Takes up to so much.
     *
     * @param basisName the member under which the basis is stored
     * @param basis what the limit is computed from; asked once, when somebody takes for the first time
     * @param limit by the basis
     * @return how much was granted, 0 to {@code wanted}
     * @throws RetryableException when the store gives no answer
     */
    int take(int wanted, String basisName, LongSupplier basis, LongToIntFunction limit) {
        for (int i = 0; i < MAX_TRIES; i++) {
            Optional<ControlDocument> before = control.read(id);
            int taken = before.map(document -> document.content().path("taken").asInt())
                    .orElse(0);
            long known = before.map(document -> document.content().path(basisName))
                    .filter(JsonNode::isIntegralNumber)
                    .map(JsonNode::asLong)
                    .orElseGet(basis::getAsLong);
            int granted = Math.max(0, Math.min(wanted, limit.applyAsInt(known) - taken));
            if (granted == 0) {
                return 0;
            }
            ObjectNode content = JsonNodeFactory.instance.objectNode().put("type", "allowance");
            content.setAll(of);
            content.put(basisName, known).put("taken", taken + granted);
            if (control.save(id, content, before, Optional.of(timeToLive)).isPresent()) {
                return granted;
            }
        }
        throw new RetryableException(
                "the allowance " + id + " was taken from " + MAX_TRIES + " times while it was being taken from", null);
    }
}
