package dev.fides.azure;

import java.util.Optional;
import java.util.function.Supplier;

/** Makes something at the first use, and again when making it failed. */
final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private Optional<T> made = Optional.empty();

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        if (made.isEmpty()) {
            made = Optional.of(maker.get());
        }
        return made.get();
    }

    /** What was made, if anything. */
    synchronized Optional<T> ifMade() {
        return made;
    }
}
