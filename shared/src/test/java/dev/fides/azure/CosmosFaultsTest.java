package dev.fides.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosException;
import dev.fides.model.FidesException;
import dev.fides.model.MemoryUnavailableException;
import dev.fides.model.PermanentException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Exceptions;

/** What the SDK's errors mean; most of them cannot be produced by an endpoint, since the SDK makes or swallows them. */
class CosmosFaultsTest {

    @ParameterizedTest
    @CsvSource({
        "401, 0",
        "403, 0",
        "403, 3",
        "404, 0",
        "404, 1002",
        "404, 1003",
        "408, 0",
        "408, 20008",
        "410, 0",
        "410, 1000",
        "410, 1002",
        "410, 1007",
        "410, 1008",
        "429, 3200",
        "449, 0",
        "500, 0",
        "503, 21008"
    })
    void what_is_no_fault_of_a_document_is_an_outage_of_the_memory(int status, int subStatus) {
        FidesException fault = CosmosFaults.of("write in container c: id a", error(status, subStatus));

        assertThat(fault)
                .isInstanceOf(MemoryUnavailableException.class)
                .hasMessageStartingWith("Cosmos DB answered " + status + "/" + subStatus)
                .hasMessageEndingWith(": write in container c: id a");
    }

    @ParameterizedTest
    @CsvSource({"400, 0", "400, 1001", "413, 0"})
    void what_the_document_itself_causes_is_permanent(int status, int subStatus) {
        assertThat(CosmosFaults.of("write", error(status, subStatus))).isInstanceOf(PermanentException.class);
    }

    @Test
    void throttling_says_how_long_to_wait() {
        FidesException fault = CosmosFaults.of("write", throttled(Duration.ofMillis(2500)));

        assertThat(((MemoryUnavailableException) fault).retryAfter()).contains(Duration.ofMillis(2500));
    }

    @Test
    void an_outage_that_says_nothing_of_a_wait_asks_for_none() {
        FidesException fault = CosmosFaults.of("write", error(503, 0));

        assertThat(((MemoryUnavailableException) fault).retryAfter()).isEmpty();
    }

    @Test
    void no_answer_in_time_is_an_outage_however_it_is_wrapped() {
        assertThat(CosmosFaults.of("read", Exceptions.propagate(new TimeoutException())))
                .isInstanceOf(MemoryUnavailableException.class)
                .hasMessage("no answer in time: read");
    }

    @ParameterizedTest
    @CsvSource({"404, 0, true", "404, 1002, false", "404, 1003, false", "410, 0, false"})
    void only_a_plain_404_says_that_there_is_no_document(int status, int subStatus, boolean absent) {
        assertThat(CosmosFaults.isAbsent(error(status, subStatus))).isEqualTo(absent);
    }

    /** As the SDK throws it. */
    static CosmosException error(int status, int subStatus) {
        return new Answered(status, Map.of("x-ms-substatus", Integer.toString(subStatus)));
    }

    static CosmosException throttled(Duration wait) {
        return new Answered(429, Map.of("x-ms-substatus", "3200", "x-ms-retry-after-ms", "" + wait.toMillis()));
    }

    /** The SDK's constructors are for its own kinds. */
    private static final class Answered extends CosmosException {
        private static final long serialVersionUID = 1L;

        Answered(int status, Map<String, String> headers) {
            super(status, "an answer with addresses and diagnostics", headers, null);
        }
    }
}
