package dev.fides.config.access;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.source.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The request by which Fides logs in.
 *
 * @param secrets the values in it, none of which may be seen in a message
 */
public record LoginCall(
        String method, URI uri, Map<String, Secret> headers, Optional<Body> body, List<Secret> secrets) {

    /** What is sent. */
    public record Body(String contentType, Secret text) {
        public Body {
            requireNonNull(contentType, "contentType");
            requireNonNull(text, "text");
        }
    }

    /** Where the answer has the token. */
    public sealed interface TokenAt {

        /** In a member of the JSON body. */
        record Member(JsonPointer pointer) implements TokenAt {
            public Member {
                requireNonNull(pointer, "pointer");
            }
        }

        /** In a header. */
        record Header(String name) implements TokenAt {
            public Header {
                requireNonNull(name, "name");
            }
        }

        /** In a cookie that the answer sets. */
        record Cookie(String name) implements TokenAt {
            public Cookie {
                requireNonNull(name, "name");
            }
        }
    }

    /** How long the token lives. */
    public sealed interface Lifetime {

        /** Always so long. */
        record Fixed(Duration duration) implements Lifetime {
            public Fixed {
                requireNonNull(duration, "duration");
            }
        }

        /** The answer says it: seconds from now, seconds or milliseconds since 1970, or a date and time of ISO 8601. */
        record Member(JsonPointer pointer) implements Lifetime {
            public Member {
                requireNonNull(pointer, "pointer");
            }
        }
    }

    public LoginCall {
        requireNonNull(method, "method");
        requireNonNull(uri, "uri");
        headers = Map.copyOf(headers);
        requireNonNull(body, "body");
        secrets = List.copyOf(secrets);
    }

    @Override
    public String toString() {
        return "LoginCall[" + method + " " + uri.getRawPath() + "]";
    }
}
