package dev.fides.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.fakes.InMemoryControlStore;
import dev.fides.fakes.ManualClock;
import dev.fides.limits.SharedCircuits;
import dev.fides.limits.StoredResilience;
import dev.fides.model.Priority;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.RateLimit;
import dev.fides.resilience.Side;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever is watched must do all that it does unwatched. */
class ObservedResilienceTest {

    private static final ConnectionId TARGET = new ConnectionId("cities", Side.TARGET);

    private final ManualClock clock = new ManualClock();
    private final InMemoryControlStore store = new InMemoryControlStore(clock);
    private final Telemetry telemetry = new Telemetry(OpenTelemetry.noop(), clock);

    @Test
    void a_service_that_asks_for_fewer_requests_lowers_the_watched_rate() {
        RateLimit limit = watched();
        limit.reserve(Duration.ZERO);
        limit.overloaded();
        limit.reserve(Duration.ZERO);
        assertThat(shares().at("/pace").asDouble()).isLessThan(1);
    }

    @Test
    void urgent_requests_are_urgent_for_the_watched_rate() {
        RateLimit limit = watched();
        limit.reserve(Duration.ZERO, Priority.HIGH);
        clock.advance(Duration.ofSeconds(3));
        limit.reserve(Duration.ZERO, Priority.HIGH);
        assertThat(shares().at("/leases/0/urgent").asBoolean()).isTrue();
    }

    @Test
    void a_watched_rate_without_its_share_expects_one() {
        store.faults().down();
        RateLimit limit = watched();
        assertThat(limit.reserve(Duration.ZERO)).isEmpty();
        assertThat(limit.expectsShare()).isTrue();
    }

    private RateLimit watched() {
        SharedCircuits circuits = new SharedCircuits(store, clock, Runnable::run, "one");
        return telemetry
                .observed(new StoredResilience(circuits, store, clock, "one"))
                .rateLimit(TARGET, 50);
    }

    private JsonNode shares() {
        return store.read("rate:cities:target").orElseThrow().content();
    }
}
