package dev.fides.rest.http;

import java.util.Locale;

/** What a write does to the target. */
public enum Operation {
    UPSERT,
    CREATE,
    UPDATE,
    DELETE;

    /** Whether the status says that the document is there (to a create) or is not (to an update or a delete). */
    public boolean meetsOtherwise(int status) {
        return switch (this) {
            case CREATE -> status == 409;
            case UPDATE, DELETE -> status == 404 || status == 410;
            case UPSERT -> false;
        };
    }

    /** What a create that meets a document, or an update that meets none, becomes. */
    public Operation converted() {
        return switch (this) {
            case CREATE -> UPDATE;
            case UPDATE -> CREATE;
            case UPSERT, DELETE -> throw new IllegalStateException(this + " is never converted");
        };
    }

    /** As bulk templates know it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
