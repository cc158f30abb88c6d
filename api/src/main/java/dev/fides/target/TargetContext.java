package dev.fides.target;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.store.StoreSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a target class is made from.
 *
 * @param sync the name of the sync
 * @param id where a document has the id that the target knows it by; empty where the target assigns ids
 * @param timeout within which every call of the store has to end
 * @param settings the definition's {@code target.settings}
 */
public record TargetContext(String sync, Optional<JsonPointer> id, Duration timeout, StoreSettings settings) {
    public TargetContext {
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(settings, "settings");
    }
}
