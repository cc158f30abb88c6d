package dev.fides.rest;

import java.util.Locale;

/** What a write does to the target. */
enum Operation {
    UPSERT,
    CREATE,
    UPDATE,
    DELETE;

    /** Whether the status says that the document is there (to a create) or is not (to an update or a delete). */
    boolean meetsOtherwise(int status) {
        return switch (this) {
            case CREATE -> status == 409;
            case UPDATE, DELETE -> status == 404 || status == 410;
            case UPSERT -> false;
        };
    }

    /** What a create that meets a document, or an update that meets none, becomes. */
    Operation converted() {
        return switch (this) {
            case CREATE -> UPDATE;
            case UPDATE -> CREATE;
            case UPSERT, DELETE -> throw new IllegalStateException(this + " is never converted");
        };
    }

    /** As bulk templates know it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
