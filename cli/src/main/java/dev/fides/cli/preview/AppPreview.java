package dev.fides.cli.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.json.Excerpt;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks a running app for a preview: it knows what the target confirmed. */
final class AppPreview {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** The app reads host and target meanwhile. */
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private final URI app;
    private final Optional<String> key;

    /**
     * @param app its address, without {@code /api}
     * @param key a function key, where the app wants one
     */
    AppPreview(URI app, Optional<String> key) {
        this.app = app;
        this.key = key;
    }

    /**
     * What came of asking.
     *
     * @param why there is no preview
     */
    record Answer(Optional<ObjectNode> preview, String why) {

        private static Answer none(String why) {
            return new Answer(Optional.empty(), why);
        }
    }

    Answer of(String sync, String recordKey) {
        URI address = URI.create(app.toString().replaceAll("/$", "") + "/api/syncs/" + encoded(sync) + "/preview?key="
                + encoded(recordKey));
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWER);
        key.ifPresent(secret -> request.setHeader("x-functions-key", secret));
        HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        try {
            return answer(sync, client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Answer.none("it does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.none("interrupted");
        }
    }

    private static Answer answer(String sync, HttpResponse<String> answer) {
        if (answer.statusCode() == 404) {
            return Answer.none("it does not know the sync " + sync);
        } else if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            return Answer.none("it wants another function key (FIDES_KEY), status " + answer.statusCode());
        } else if (answer.statusCode() != 200) {
            return Answer.none("status " + answer.statusCode() + ", " + Excerpt.of(answer.body()));
        }
        try {
            return new ObjectMapper().readTree(answer.body()) instanceof ObjectNode preview && preview.has("intent")
                    ? new Answer(Optional.of(preview), "")
                    : Answer.none("what answers is not Fides");
        } catch (JsonProcessingException e) {
            return Answer.none("what answers is not Fides");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
