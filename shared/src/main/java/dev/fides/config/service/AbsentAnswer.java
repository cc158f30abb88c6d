package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

/** What an answer with status 200 looks like that says there is no such record. */
public sealed interface AbsentAnswer {

    /** Nothing is where the record should be: no member, null or {@code {}}; or the body is empty. */
    record NoRecord() implements AbsentAnswer {}

    /** The list is empty that the record should be in, or that is where the record should be. */
    record EmptyList() implements AbsentAnswer {}

    /**
     * A condition about the body holds.
     *
     * @param jslt an expression that gives true or false
     */
    record Condition(String jslt) implements AbsentAnswer {
        public Condition {
            requireNonNull(jslt, "jslt");
        }
    }
}
