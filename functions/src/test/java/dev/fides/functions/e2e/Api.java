package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The app's HTTP API in one function host. */
final class Api {

    private final Client client;
    private final URI base;

    Api(int port) {
        this(URI.create("http://localhost:" + port + "/"), Optional.empty());
    }

    /** With a function key. */
    Api(URI base, Optional<String> key) {
        this.client = new Client(key);
        this.base = base;
    }

    URI base() {
        return base;
    }

    /** @param path after {@code /api/} */
    Reply get(String path) {
        return client.get(uri(path));
    }

    /** @param path after {@code /api/} */
    Reply post(String path, String body) {
        return client.post(uri(path), body);
    }

    /** @param path after {@code /api/} */
    Reply send(String method, String path, String body) {
        return client.send(method, uri(path), body);
    }

    /** Posts a body whose length is not announced. */
    Reply postInChunks(String path, String body) {
        return client.postInChunks(uri(path), body);
    }

    private URI uri(String path) {
        return base.resolve("/api/" + path);
    }

    boolean isHealthy() {
        return get("health").status() == 200;
    }

    /** Waits until the app says that it is not healthy: what it found last counts for some seconds. */
    Reply awaitUnhealthy() {
        return Poll.until(
                "the app is unhealthy", () -> Optional.of(get("health")).filter(reply -> reply.status() == 503));
    }

    Reply explain(String sync, String key) {
        return get(record(sync, key));
    }

    Reply preview(String sync, String key) {
        return get(record(sync, key).replace("/records?", "/preview?"));
    }

    Reply refresh(String sync, String key) {
        return post(record(sync, key), "");
    }

    private static String record(String sync, String key) {
        return "syncs/" + sync + "/records?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    /** Starts a run, such as {@code import}, and returns where it is told. */
    URI start(String sync, String run, String body) {
        Reply reply = post("syncs/" + sync + "/" + run, body);
        assertThat(reply.status()).as("%s", reply).isEqualTo(202);
        return reply.locationUri();
    }

    /** Looks at a run through this host, whichever host told its location. */
    RunView run(URI location) {
        Reply reply = client.get(base.resolve(location.getPath()));
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        return new RunView(reply.json());
    }

    /** Waits for a run to end. */
    RunView await(URI location) {
        return Poll.until(
                "run " + location.getPath() + " ends",
                () -> Optional.of(run(location)).filter(RunView::hasEnded));
    }

    /** Waits for a run to have a status that is not its end. */
    RunView awaitStatus(URI location, String status) {
        return Poll.until(
                "run " + location.getPath() + " is " + status,
                () -> Optional.of(run(location)).filter(run -> run.status().equals(status)));
    }

    /** Waits for a run to end, with the supervisor at work all the time. */
    RunView awaitSupervised(URI location) {
        return Poll.until("supervised run " + location.getPath() + " ends", () -> {
            tick();
            return Optional.of(run(location)).filter(RunView::hasEnded);
        });
    }

    /** Imports, waits, and returns how it ended. */
    RunView runImport(String sync) {
        return await(start(sync, "import", ""));
    }

    /** Calls a function with a message, as its queue would; the message as it stands within a JSON text. */
    void deliver(String function, String message) {
        Reply reply = client.post(base.resolve("/admin/functions/" + function), "{\"input\":\"" + message + "\"}");
        assertThat(reply.status()).isEqualTo(202);
    }

    /** Lets the supervisor and the scheduler of imports look around now. */
    void tick() {
        Reply reply = client.post(base.resolve("/admin/functions/ImportTimer"), "{}");
        assertThat(reply.status()).isEqualTo(202);
    }
}
