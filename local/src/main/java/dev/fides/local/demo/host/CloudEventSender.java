package dev.fides.local.demo.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.demo.Counters;
import dev.fides.local.demo.DemoJson;
import dev.fides.local.http.JsonClient;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells a webhook about changes with CloudEvents 1.0 (structured JSON), as badly as asked: late, lost, doubled, out of
 * order. An event that the webhook does not accept is gone, as it is with many real hosts.
 */
final class CloudEventSender implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Over this time reordered events are strewn. */
    private static final Duration STREW = Duration.ofSeconds(2);

    /**
     * Where events go, and what is wrong with them.
     *
     * @param late how long each event waits before it is sent
     */
    record Delivery(URI webhook, Duration late, int lostPercent, int doubledPercent, boolean reordered) {
        Delivery {
            if (!webhook.isAbsolute() || late.isNegative() || lostPercent < 0 || doubledPercent < 0) {
                throw new IllegalArgumentException("Events need an absolute URL and no negative numbers: " + webhook);
            }
        }
    }

    private final Clock clock;
    private final Random random;
    private final Counters counters;
    private final JsonClient client = new JsonClient(TIMEOUT, Map.of("Content-Type", "application/cloudevents+json"));
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "demo-host-events");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<Delivery> delivery = Optional.empty();

    CloudEventSender(Clock clock, Random random, Counters counters) {
        this.clock = clock;
        this.random = random;
        this.counters = counters;
    }

    void deliver(Optional<Delivery> how) {
        delivery = how;
    }

    /** @param type {@code created}, {@code updated} or {@code deleted} */
    void changed(String type, long id) {
        delivery.ifPresent(how -> {
            if (random.nextInt(100) < how.lostPercent()) {
                counters.add("events.lost");
                return;
            }
            String event = event(type, id).toString();
            schedule(how, event);
            if (random.nextInt(100) < how.doubledPercent()) {
                counters.add("events.doubled");
                schedule(how, event);
            }
        });
    }

    private void schedule(Delivery how, String event) {
        long strewn = how.reordered() ? random.nextInt((int) STREW.toMillis()) : 0;
        // send() reports its failures itself.
        var unused = sender.schedule(
                () -> send(how.webhook(), event), how.late().toMillis() + strewn, TimeUnit.MILLISECONDS);
    }

    private void send(URI webhook, String event) {
        counters.add(isAccepted(webhook, event) ? "events.accepted" : "events.refused");
    }

    /** One event after the other, so that the order is kept where it is not disturbed on purpose. */
    private boolean isAccepted(URI webhook, String event) {
        try {
            return client.post(webhook, event).ok();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ObjectNode event(String type, long id) {
        ObjectNode event = DemoJson.object()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/demo/host/cities")
                .put("type", "city." + type)
                .put("time", clock.instant().toString())
                .put("subject", "cities/" + id)
                .put("datacontenttype", "application/json");
        event.putObject("data").put("id", id);
        return event;
    }

    @Override
    public void close() {
        sender.shutdownNow();
    }
}
