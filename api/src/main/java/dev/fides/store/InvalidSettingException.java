package dev.fides.store;

import com.fasterxml.jackson.core.JsonPointer;

/** A setting that a host or target class cannot use: reported at start with all other faults of the definitions. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JsonPointer member;

    /**
     * @param member the setting, seen from {@code settings}
     * @param reason what was expected and what was found; never a value that comes from an app setting
     */
    InvalidSettingException(JsonPointer member, String reason) {
        super(reason);
        this.member = member;
    }

    /** The setting, seen from {@code settings}. */
    public JsonPointer member() {
        return member;
    }
}
