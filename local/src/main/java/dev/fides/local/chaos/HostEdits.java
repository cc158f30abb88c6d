package dev.fides.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.demo.Counters;
import dev.fides.local.http.JsonClient;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/** What people do to a host's records: edits, edits taken back, new records, deletes, deletes taken back. */
final class HostEdits {

    private final Services services;
    private final JsonClient client;
    private final RandomGenerator random;
    private final Counters tally;
    private final Deque<JsonNode> earlier = new ArrayDeque<>();
    private final Deque<JsonNode> deleted = new ArrayDeque<>();

    HostEdits(Services services, JsonClient client, RandomGenerator random, Counters tally) {
        this.services = services;
        this.client = client;
        this.random = random;
        this.tally = tally;
    }

    /** Does one of them. */
    void next() throws IOException, InterruptedException {
        int dice = random.nextInt(100);
        if (dice < 55) {
            tally.add("changed", change(1 + random.nextInt(10)));
        } else if (dice < 65) {
            tally.add("changed back", changeBack());
        } else if (dice < 78) {
            tally.add(
                    "added",
                    services.host().control().add(1 + random.nextInt(3)).size());
        } else if (dice < 92) {
            tally.add("deleted", delete(1 + random.nextInt(3)));
        } else {
            tally.add("restored", restore());
        }
    }

    private int change(int count) throws IOException, InterruptedException {
        List<Long> ids = services.host().control().pick(count);
        earlier.add(row(ids.get(0)));
        return services.host().control().change(ids, "population").size();
    }

    /** A record gets back exactly the content that it had some time ago. */
    private int changeBack() throws IOException, InterruptedException {
        JsonNode row = earlier.poll();
        return row != null
                        && client.send("PUT", address(row.path("id").asLong()), row.toString())
                                .ok()
                ? 1
                : 0;
    }

    private int delete(int count) throws IOException, InterruptedException {
        for (long id : services.host().control().pick(count)) {
            deleted.add(row(id));
            services.history().deleting(id, Instant.now());
            services.host().control().delete(List.of(id));
        }
        return count;
    }

    /** A record that was deleted is there again, as it was. */
    private int restore() throws IOException, InterruptedException {
        JsonNode row = deleted.poll();
        if (row == null) {
            return 0;
        }
        JsonClient.Answer answer = client.send("POST", services.host().uri().resolve("/cities"), row.toString());
        if (!answer.ok()) {
            throw new IOException("a record could not be restored: " + answer);
        }
        services.history().restored(row.path("id").asLong(), Instant.now());
        return 1;
    }

    private JsonNode row(long id) throws IOException, InterruptedException {
        return client.get(address(id)).body();
    }

    private URI address(long id) {
        return services.host().uri().resolve("/cities/" + id);
    }
}
