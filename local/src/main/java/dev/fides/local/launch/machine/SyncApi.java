package dev.fides.local.launch.machine;

import dev.fides.local.http.JsonClient;
import dev.fides.local.launch.parts.LaunchException;
import java.io.IOException;
import java.net.URI;

/** What the launcher asks of the app over HTTP. */
public final class SyncApi {

    private final JsonClient client;
    private final URI base;

    /** @param base such as {@code http://localhost:7071} */
    SyncApi(JsonClient client, URI base) {
        this.client = client;
        this.base = base;
    }

    /** How the app is. */
    public enum Health {
        /** It has started and reaches what it needs. */
        GOOD,
        /** It says that something which it needs does not answer. */
        WAITING,
        /** It says nothing, or nothing that can be understood. */
        SILENT,
        /** It will never start as it is: its settings or definitions are wrong. */
        MISCONFIGURED
    }

    Health health() {
        try {
            var answer = get(base.resolve("/api/health"));
            if (answer.status() == 200) {
                return Health.GOOD;
            }
            return switch (answer.body().path("status").asText()) {
                case "misconfigured" -> Health.MISCONFIGURED;
                case "unavailable" -> Health.WAITING;
                default -> Health.SILENT;
            };
        } catch (IOException e) {
            return Health.SILENT;
        }
    }

    /** Starts an import and returns where its run is told. */
    public URI startImport(String sync) throws IOException {
        return start(sync, "import");
    }

    /** Starts a full reimport and returns where its run is told. */
    URI startReimport(String sync) throws IOException {
        return start(sync, "reimport");
    }

    private URI start(String sync, String what) throws IOException {
        var answer = post(base.resolve("/api/syncs/" + sync + "/" + what));
        if (answer.status() != 202 || answer.location().isEmpty()) {
            throw new LaunchException("The " + what + " of " + sync + " did not start: " + answer.problem());
        }
        return base.resolve(answer.location().get());
    }

    RunResource run(URI run) throws IOException {
        var answer = get(run);
        if (answer.status() != 200) {
            throw new LaunchException("The run " + run + " cannot be read: " + answer.problem());
        }
        return new RunResource(answer.body());
    }

    private JsonClient.Answer get(URI uri) throws IOException {
        return uninterrupted(() -> client.get(uri));
    }

    private JsonClient.Answer post(URI uri) throws IOException {
        return uninterrupted(() -> client.post(uri, "{}"));
    }

    private interface Call {
        JsonClient.Answer answer() throws IOException, InterruptedException;
    }

    private static JsonClient.Answer uninterrupted(Call call) throws IOException {
        try {
            return call.answer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted.", e);
        }
    }
}
