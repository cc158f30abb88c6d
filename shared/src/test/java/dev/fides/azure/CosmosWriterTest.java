package dev.fides.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.cosmos.faults.FaultRule;
import dev.fides.local.cosmos.faults.FaultRule.Access;
import dev.fides.model.RetryableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes under faults; the numbers stand for the single and for the bulk way. */
class CosmosWriterTest {

    private static CosmosTestAccount account;

    private final List<String> charges = new CopyOnWriteArrayList<>();
    private final CosmosDocuments documents =
            account.clients().documents(CosmosContainer.SYNC_STATE, (operation, units) -> charges.add(operation));
    private final CosmosWriter writer = new CosmosWriter(documents);

    @BeforeAll
    static void start() {
        account = new CosmosTestAccount();
    }

    @AfterEach
    void endFaults() {
        account.faults().none();
    }

    @AfterAll
    static void stop() {
        account.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void throttled_writes_are_repeated(int count) {
        account.faults().add(new FaultRule(Access.WRITE, 1, 429, 3200, 1, false, 3));

        assertThat(writer.writeAll(creates(count))).hasSize(count).allMatch(WriteOutcome.Written.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void writes_whose_answers_were_lost_are_found_to_have_succeeded(int count) {
        account.faults().add(new FaultRule(Access.WRITE, 1, 408, 0, 0, true, 1));

        List<WriteOutcome> outcomes = writer.writeAll(creates(count));

        assertThat(outcomes).hasSize(count).allMatch(WriteOutcome.Written.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void writes_that_get_no_answer_are_reported_with_their_ids_and_without_the_account(int count) {
        account.faults().add(new FaultRule(Access.ANY, 1, 503, 0, 0, false, 0));
        List<DocumentWrite> writes = creates(count);

        List<WriteOutcome> outcomes = writer.writeAll(writes);

        for (int i = 0; i < count; i++) {
            assertThat(outcomes.get(i)).isInstanceOf(WriteOutcome.Failed.class);
            assertThat(((WriteOutcome.Failed) outcomes.get(i)).error())
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining(writes.get(i).id())
                    .hasMessageContaining("sync-state")
                    .hasMessageNotContainingAny("127.0.0.1", "userAgent");
        }
    }

    @Test
    void one_bad_document_stops_no_other() {
        List<DocumentWrite> writes = new ArrayList<>(creates(20));
        writes.get(7).document().put("text", "x".repeat(2_200_000));

        List<WriteOutcome> outcomes = writer.writeAll(writes);

        assertThat(outcomes.get(7)).isInstanceOf(WriteOutcome.Failed.class);
        assertThat(outcomes).filteredOn(WriteOutcome.Written.class::isInstance).hasSize(19);
    }

    @Test
    void reads_that_get_no_answer_are_retryable() {
        account.faults().add(new FaultRule(Access.READ, 1, 503, 0, 0, false, 0));

        assertThatThrownBy(() -> documents.read("a", "a"))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("read in container sync-state: id a");
    }

    @Test
    void a_cursor_of_another_kind_is_refused() {
        assertThatThrownBy(() ->
                        documents.page("SELECT * FROM c", java.util.Map.of(), Optional.empty(), Optional.of("%%"), 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void charges_are_heard_by_operation() {
        writer.writeAll(creates(1));
        writer.writeAll(creates(30));
        documents.readMany(List.of("a", "b"));

        assertThat(charges).contains("sync-state.write", "sync-state.bulk", "sync-state.readMany");
    }

    private static List<DocumentWrite> creates(int count) {
        return IntStream.range(0, count).mapToObj(i -> create()).toList();
    }

    private static DocumentWrite create() {
        String id = "id-" + UUID.randomUUID();
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put(DocumentWrite.WRITE_ID, UUID.randomUUID().toString());
        return new DocumentWrite(document, id, Optional.empty());
    }
}
