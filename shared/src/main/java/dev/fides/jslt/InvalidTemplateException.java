package dev.fides.jslt;

import java.util.List;

/** A JSLT, schema or class that a definition names cannot be used; the message says which, where and why. */
public final class InvalidTemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;

    public InvalidTemplateException(String message) {
        this(List.of(message));
    }

    /** @param reasons at least one; the message has them all */
    public InvalidTemplateException(List<String> reasons) {
        super(String.join("; ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    /** Each fault by itself. */
    public List<String> reasons() {
        return reasons;
    }
}
