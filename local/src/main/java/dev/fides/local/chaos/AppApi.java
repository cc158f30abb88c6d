package dev.fides.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.http.JsonClient;
import dev.fides.local.http.JsonClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/** What the suite asks of the app, through any of its function hosts. */
final class AppApi {

    private final JsonClient client;
    private final URI base;

    AppApi(JsonClient client, int port) {
        this.client = client;
        this.base = URI.create("http://localhost:" + port + "/");
    }

    boolean isHealthy() throws InterruptedException {
        try {
            return client.get(base.resolve("/api/health")).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** @param type {@code import}, {@code reimport} or {@code clean-up} */
    Answer start(String sync, String type) throws IOException, InterruptedException {
        return post("syncs/" + sync + "/" + type, "{}");
    }

    JsonNode run(String sync, String run) throws IOException, InterruptedException {
        return get("syncs/" + sync + "/runs/" + run);
    }

    /** Releases what the guard of a run holds. */
    void approve(String sync, JsonNode run) throws IOException, InterruptedException {
        String id = run.path("run").asText();
        String etag = run(sync, id).at("/held/etag").asText();
        post("syncs/" + sync + "/runs/" + id + "/approve", "{\"etag\":\"" + etag.replace("\"", "\\\"") + "\"}");
    }

    List<JsonNode> runs(String sync) throws IOException, InterruptedException {
        return pages("syncs/" + sync + "/runs?limit=100", "runs");
    }

    /** Records that are parked. */
    List<JsonNode> failures(String sync) throws IOException, InterruptedException {
        return pages("syncs/" + sync + "/failures", "failures");
    }

    void retryFailures(String sync) throws IOException, InterruptedException {
        post("syncs/" + sync + "/failures/retry", "{}");
    }

    /** Has the calls decide again, beginning with a trial at once. */
    void resetCircuits(String sync) throws IOException, InterruptedException {
        for (String side : List.of("host", "target")) {
            post("syncs/" + sync + "/circuits/" + side, "{\"state\":\"auto\"}");
        }
    }

    List<JsonNode> rejected() throws IOException, InterruptedException {
        return list(get("rejected").path("rejected"));
    }

    /** Lets the supervisor look around now. */
    void tick() throws IOException, InterruptedException {
        client.send("POST", base.resolve("/admin/functions/ImportTimer"), "{}");
    }

    URI webhook(String sync) {
        return base.resolve("/api/events/" + sync);
    }

    private Answer post(String path, String body) throws IOException, InterruptedException {
        return client.send("POST", base.resolve("/api/" + path), body);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        Answer answer = client.get(base.resolve("/api/" + path));
        if (!answer.ok()) {
            throw new IOException("GET " + path + " answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    private List<JsonNode> pages(String path, String member) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            String separator = path.contains("?") ? "&" : "?";
            JsonNode page = get(cursor.isEmpty() ? path : path + separator + "cursor=" + encoded(cursor));
            all.addAll(list(page.path(member)));
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty());
        return all;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>();
        array.forEach(list::add);
        return list;
    }
}
