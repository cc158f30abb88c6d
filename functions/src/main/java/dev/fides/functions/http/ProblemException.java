package dev.fides.functions.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.json.Json;
import java.util.Map;
import java.util.Optional;

/** A call that cannot be answered as wished; becomes {@code application/problem+json} (RFC 9457). */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    public ProblemException(int status, String title, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
    }

    /** The call itself is wrong. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(400, "Bad request", detail);
    }

    /** There is no such thing. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(404, "Not found", detail);
    }

    /** It cannot be done in the present state of things. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(409, "Conflict", detail);
    }

    public Answer answer() {
        return new Answer(
                status,
                Map.of(),
                "application/problem+json",
                Optional.of(Json.text(JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "about:blank")
                        .put("title", title)
                        .put("status", status)
                        .put("detail", getMessage()))));
    }
}
