package dev.fides.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.azure.cosmos.CosmosAsyncContainer;
import com.azure.cosmos.models.CosmosBulkExecutionOptions;
import com.azure.cosmos.models.CosmosBulkItemResponse;
import com.azure.cosmos.models.CosmosBulkOperationResponse;
import com.azure.cosmos.models.CosmosItemOperation;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.model.MemoryUnavailableException;
import dev.fides.model.PermanentException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.stubbing.OngoingStubbing;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes whose outcome the SDK does not know. The container is a mock, since the SDK repeats such requests itself and
 * leaves only some of their ends to whoever wrote.
 */
class CosmosUnknownOutcomeTest {

    private final CosmosAsyncContainer container = mock(CosmosAsyncContainer.class);
    private final CosmosWriter writer =
            new CosmosWriter(new CosmosDocuments("c", () -> container, RequestCharges.IGNORED));
    private final DocumentWrite create = new DocumentWrite(document("a", "mine"), "a", Optional.empty());
    private final DocumentWrite replace = new DocumentWrite(document("a", "mine"), "a", Optional.of("before"));

    @ParameterizedTest
    @CsvSource({"408, 0", "410, 1002", "410, 1007", "449, 0", "503, 21008"})
    void a_create_that_meets_its_own_document_afterwards_has_succeeded(int status, int subStatus) {
        creating(error(status, subStatus), error(409, 0));
        stored("mine");

        assertThat(writer.write(create)).isEqualTo(new WriteOutcome.Written("stored"));
    }

    @ParameterizedTest
    @CsvSource({"408, 0", "410, 1002", "449, 0"})
    void a_replace_whose_condition_fails_because_of_itself_has_succeeded(int status, int subStatus) {
        replacing(error(status, subStatus), error(412, 0));
        stored("mine");

        assertThat(writer.write(replace)).isEqualTo(new WriteOutcome.Written("stored"));
    }

    @Test
    void a_create_that_meets_the_document_of_another_is_a_conflict() {
        creating(error(408, 0), error(409, 0));
        stored("another's");

        assertThat(writer.write(create)).isEqualTo(new WriteOutcome.Conflict());
    }

    @Test
    void a_replace_of_what_is_gone_is_a_conflict() {
        replacing(error(404, 0));
        nothingIsStored();

        assertThat(writer.write(replace)).isEqualTo(new WriteOutcome.Conflict());
    }

    @Test
    void a_replace_in_a_session_that_is_not_there_yet_is_repeated_and_no_conflict() {
        replacing(error(404, 1002), written());

        assertThat(writer.write(replace)).isEqualTo(new WriteOutcome.Written("new"));
    }

    @Test
    void whether_a_write_succeeded_that_never_gets_an_answer_is_looked_up_in_the_end() {
        creating(error(408, 0));
        stored("mine");

        assertThat(writer.write(create)).isEqualTo(new WriteOutcome.Written("stored"));
        verify(container, times(3)).createItem(any(), any(), any());
    }

    @Test
    void a_write_that_never_gets_an_answer_and_is_not_stored_has_failed_and_is_no_conflict() {
        creating(error(408, 0));
        nothingIsStored();

        assertThat(failure(writer.write(create))).isInstanceOf(MemoryUnavailableException.class);
    }

    @Test
    void a_conflict_that_cannot_be_looked_into_is_a_failure_that_can_be_repeated() {
        creating(error(409, 0));
        reading(Mono.error(CosmosFaultsTest.error(503, 0)));

        assertThat(failure(writer.write(create))).isInstanceOf(MemoryUnavailableException.class);
    }

    @Test
    void who_is_asked_to_wait_as_long_as_the_sdk_can_tell_passes_that_on_at_once() {
        creating(Mono.error(CosmosFaultsTest.throttled(Duration.ofSeconds(30))));
        nothingIsStored();

        MemoryUnavailableException failure = (MemoryUnavailableException) failure(writer.write(create));

        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(5));
        verify(container, times(1)).createItem(any(), any(), any());
    }

    @ParameterizedTest
    @CsvSource({"400", "413"})
    void what_the_document_causes_is_not_repeated(int status) {
        creating(error(status, 0));

        assertThat(failure(writer.write(create))).isInstanceOf(PermanentException.class);
        verify(container, times(1)).createItem(any(), any(), any());
    }

    @Test
    void bulk_writes_without_a_clear_answer_are_done_again_one_by_one() {
        bulk((operations, index) -> index == 0 ? answered(operations.get(0), 201) : unanswered());
        creating(error(409, 0));
        stored("mine");

        List<WriteOutcome> outcomes = writer.writeAll(creates(4));

        assertThat(outcomes)
                .containsExactly(
                        new WriteOutcome.Written("bulk"),
                        new WriteOutcome.Written("stored"),
                        new WriteOutcome.Written("stored"),
                        new WriteOutcome.Written("stored"));
    }

    @Test
    void bulk_writes_that_were_refused_for_now_are_done_again_one_by_one() {
        bulk((operations, index) -> answered(operations.get(index), index % 2 == 0 ? 449 : 201));
        creating(written());

        List<WriteOutcome> outcomes = writer.writeAll(creates(4));

        assertThat(outcomes)
                .containsExactly(
                        new WriteOutcome.Written("new"),
                        new WriteOutcome.Written("bulk"),
                        new WriteOutcome.Written("new"),
                        new WriteOutcome.Written("bulk"));
    }

    @Test
    void bulk_writes_that_break_off_keep_what_was_answered_and_the_rest_has_failed() {
        when(container.<Integer>executeBulkOperations(any(), any(CosmosBulkExecutionOptions.class)))
                .thenAnswer(call -> Flux.<CosmosItemOperation>from(call.getArgument(0))
                        .take(1)
                        .map(operation -> answered(operation, 201))
                        .concatWith(Flux.error(CosmosFaultsTest.error(410, 1002))));

        List<WriteOutcome> outcomes = writer.writeAll(creates(5));

        assertThat(outcomes.get(0)).isEqualTo(new WriteOutcome.Written("bulk"));
        assertThat(outcomes.subList(1, 5))
                .allSatisfy(outcome -> assertThat(failure(outcome)).isInstanceOf(MemoryUnavailableException.class));
    }

    private static Throwable failure(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Failed.class);
        return ((WriteOutcome.Failed) outcome).error();
    }

    @SafeVarargs
    private void creating(Mono<CosmosItemResponse<ObjectNode>>... answers) {
        inTurn(when(container.createItem(any(ObjectNode.class), any(PartitionKey.class), any())), answers);
    }

    @SafeVarargs
    private void replacing(Mono<CosmosItemResponse<ObjectNode>>... answers) {
        inTurn(when(container.replaceItem(any(ObjectNode.class), eq("a"), any(PartitionKey.class), any())), answers);
    }

    @SafeVarargs
    private void reading(Mono<CosmosItemResponse<ObjectNode>>... answers) {
        inTurn(when(container.readItem(any(), any(PartitionKey.class), any(), eq(ObjectNode.class))), answers);
    }

    /** The last answer is given for ever. */
    @SafeVarargs
    private static void inTurn(
            OngoingStubbing<Mono<CosmosItemResponse<ObjectNode>>> stubbing,
            Mono<CosmosItemResponse<ObjectNode>>... answers) {
        OngoingStubbing<Mono<CosmosItemResponse<ObjectNode>>> next = stubbing;
        for (Mono<CosmosItemResponse<ObjectNode>> answer : answers) {
            next = next.thenReturn(answer);
        }
    }

    private void stored(String writeId) {
        reading(response("stored", document("a", writeId).put("_etag", "stored")));
    }

    private void nothingIsStored() {
        reading(Mono.error(CosmosFaultsTest.error(404, 0)));
    }

    private void bulk(
            BiFunction<List<CosmosItemOperation>, Integer, CosmosBulkOperationResponse<Integer>> answerOfIndex) {
        when(container.<Integer>executeBulkOperations(any(), any(CosmosBulkExecutionOptions.class)))
                .thenAnswer(call -> Flux.<CosmosItemOperation>from(call.getArgument(0))
                        .collectList()
                        .flatMapIterable(operations -> IntStream.range(0, operations.size())
                                .mapToObj(index -> answerOfIndex.apply(operations, index))
                                .toList()));
    }

    @SuppressWarnings("unchecked")
    private static CosmosBulkOperationResponse<Integer> answered(CosmosItemOperation operation, int status) {
        CosmosBulkItemResponse item = mock(CosmosBulkItemResponse.class);
        when(item.isSuccessStatusCode()).thenReturn(status < 300);
        when(item.getETag()).thenReturn("bulk");
        CosmosBulkOperationResponse<Integer> answer = mock(CosmosBulkOperationResponse.class);
        when(answer.getResponse()).thenReturn(item);
        when(answer.getOperation()).thenReturn(operation);
        return answer;
    }

    /** Of an operation that ended in an exception: it has no response. */
    @SuppressWarnings("unchecked")
    private static CosmosBulkOperationResponse<Integer> unanswered() {
        return mock(CosmosBulkOperationResponse.class);
    }

    private static Mono<CosmosItemResponse<ObjectNode>> error(int status, int subStatus) {
        return Mono.error(CosmosFaultsTest.error(status, subStatus));
    }

    private static Mono<CosmosItemResponse<ObjectNode>> written() {
        return response("new", document("a", "mine"));
    }

    @SuppressWarnings("unchecked")
    private static Mono<CosmosItemResponse<ObjectNode>> response(String etag, ObjectNode item) {
        CosmosItemResponse<ObjectNode> response = mock(CosmosItemResponse.class);
        when(response.getETag()).thenReturn(etag);
        when(response.getItem()).thenReturn(item);
        return Mono.just(response);
    }

    private static List<DocumentWrite> creates(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new DocumentWrite(document("a" + i, "mine"), "a" + i, Optional.empty()))
                .toList();
    }

    private static ObjectNode document(String id, String writeId) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put(DocumentWrite.WRITE_ID, writeId);
    }
}
