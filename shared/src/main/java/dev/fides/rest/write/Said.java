package dev.fides.rest.write;

import java.util.Optional;

/** What an answer says of a write, once its status and its body are looked at together. */
sealed interface Said {

    /**
     * A status that stands for what became of the write.
     *
     * @param status of the answer, or the one that a response template made of it
     * @param id that the target gave, where a response template tells it
     * @param error what a response template tells of the reason; may be empty
     */
    record Told(int status, Optional<String> id, String error) implements Said {

        /** By the status alone. */
        Told(int status) {
            this(status, Optional.empty(), "");
        }
    }

    /** A success that confirms nothing. */
    sealed interface Unconvincing extends Said {
        String why();
    }

    /** Its body is in no known form. Asking again would give the same. */
    record Unclear(String why) implements Unconvincing {}

    /** Somebody other than the service answered, or the end is missing. Asking again may help. */
    record NotTheService(String why) implements Unconvincing {}
}
