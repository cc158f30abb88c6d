package dev.fides.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.model.FidesException;
import dev.fides.model.RecordKey;
import dev.fides.target.TargetDocument;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetWrite;
import dev.fides.target.TargetWrite.Expectation;
import dev.fides.target.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every target promises. To test a target, subclass this, and give it a service that is empty before each test, with
 * pages of {@value #PAGE} documents or fewer.
 */
public abstract class TargetStoreContract {

    /** Documents of a page; the tests use a few pages of them. */
    public static final int PAGE = 3;

    private static final int MANY = 2 * PAGE + 1;

    /** Lists without an end are to fail, not to hang. */
    private static final int MOST_PAGES = 50;

    /** The store under test, always on the same service within one test. */
    protected abstract TargetStore store();

    /** What the service holds under an id, asked otherwise than through the store. */
    protected abstract Optional<JsonNode> held(String id);

    /** Makes the service refuse any document whose value is {@code refused}, for good; false where it refuses nothing. */
    protected abstract boolean refuse();

    /** From now on nobody can reach the service; false where that cannot be brought about. */
    protected abstract boolean breakService();

    /** Whether the target gives the ids. */
    protected boolean assignsIds() {
        return false;
    }

    /** A document as a mapping would make it. Override it where documents need more members. */
    protected ObjectNode document(String id, String value) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("value", value);
    }

    protected static RecordKey key(int number) {
        return new RecordKey(String.format("k%04d", number));
    }

    /** The id of a document, where the documents have them; another text than the key. */
    protected static String id(int number) {
        return String.format("d%04d", number);
    }

    private TargetWrite.Put put(int number, String value, Expectation expectation) {
        return new TargetWrite.Put(
                key(number),
                assignsIds() ? Optional.empty() : Optional.of(id(number)),
                document(id(number), value),
                expectation,
                "idempotency-" + number + "-" + value);
    }

    private String written(int number, String value) {
        return idOf(
                number,
                store().write(List.of(put(number, value, Expectation.ABSENT))).get(0));
    }

    private String idOf(int number, WriteResult result) {
        assertThat(result).isInstanceOf(WriteResult.Confirmed.class);
        Optional<String> given = ((WriteResult.Confirmed) result).id();
        assertThat(given.isPresent())
                .as("an id is told exactly where the target gives it")
                .isEqualTo(assignsIds());
        return given.orElse(id(number));
    }

    private WriteResult delete(int number, String id) {
        return store().write(List.of(new TargetWrite.Delete(key(number), id))).get(0);
    }

    private List<TargetDocument> listed() {
        TargetPage page = store().list(Optional.empty());
        List<TargetDocument> documents = new ArrayList<>(page.documents());
        for (int pages = 1; page.next().isPresent(); pages++) {
            assertThat(pages).as("pages of a listing without an end").isLessThan(MOST_PAGES);
            page = store().list(page.next());
            documents.addAll(page.documents());
        }
        return documents;
    }

    @Test
    public void its_traits_never_change() {
        assertThat(store().traits()).isNotNull().isEqualTo(store().traits());
        if (assignsIds()) {
            assertThat(store().traits().finds())
                    .as("what assigns ids finds them")
                    .isTrue();
        }
    }

    @Test
    public void nothing_to_write_is_nothing_written() {
        assertThat(store().write(List.of())).isEmpty();
    }

    @Test
    public void what_is_confirmed_is_there() {
        String id = written(1, "a");

        assertThat(held(id)).contains(document(id(1), "a"));
    }

    @Test
    public void an_update_replaces() {
        String id = written(1, "a");
        TargetWrite.Put again = new TargetWrite.Put(
                key(1), Optional.of(id), document(id(1), "b"), Expectation.EXISTS, "idempotency-1-b");

        assertThat(store().write(List.of(again)).get(0)).isInstanceOf(WriteResult.Confirmed.class);

        assertThat(held(id)).contains(document(id(1), "b"));
    }

    @Test
    public void a_create_that_meets_a_document_becomes_an_update() {
        assumeThat(assignsIds()).isFalse();
        written(1, "a");

        String id = written(1, "b");

        assertThat(held(id)).contains(document(id(1), "b"));
    }

    @Test
    public void an_update_that_meets_none_becomes_a_create() {
        assumeThat(assignsIds()).isFalse();
        String id =
                idOf(1, store().write(List.of(put(1, "a", Expectation.EXISTS))).get(0));

        assertThat(held(id)).contains(document(id(1), "a"));
    }

    @Test
    public void a_write_that_happens_twice_does_no_harm() {
        assumeThat(assignsIds()).isFalse();

        assertThat(written(1, "a")).isEqualTo(written(1, "a"));
    }

    @Test
    public void a_delete_takes_away_and_one_that_meets_nothing_has_succeeded() {
        String id = written(1, "a");
        String other = written(2, "b");

        assertThat(delete(1, id)).isInstanceOf(WriteResult.Confirmed.class);
        assertThat(delete(1, id)).isInstanceOf(WriteResult.Confirmed.class);

        assertThat(held(id)).isEmpty();
        assertThat(held(other)).contains(document(id(2), "b"));
    }

    @Test
    public void every_write_has_its_result_in_the_order_of_the_writes() {
        String gone = written(0, "a");
        List<TargetWrite> writes = new ArrayList<>();
        IntStream.range(1, MANY).forEach(i -> writes.add(put(i, "v" + i, Expectation.ABSENT)));
        writes.add(2, new TargetWrite.Delete(key(0), gone));

        List<WriteResult> results = store().write(writes);

        assertThat(results).hasSameSizeAs(writes);
        for (int i = 0; i < writes.size(); i++) {
            int number = Integer.parseInt(writes.get(i).key().value().substring(1));
            if (number == 0) {
                assertThat(results.get(i)).isInstanceOf(WriteResult.Confirmed.class);
                assertThat(held(gone)).isEmpty();
            } else {
                assertThat(held(idOf(number, results.get(i)))).contains(document(id(number), "v" + number));
            }
        }
    }

    @Test
    public void values_are_data_whatever_they_look_like() {
        List<String> values =
                List.of("'; DROP TABLE documents; --", "${HOME} {id} :id ?", "Zoë 漢字 😀", "\\\"\n\t%", "");
        for (int i = 0; i < values.size(); i++) {
            String id = written(i, values.get(i));

            assertThat(held(id)).contains(document(id(i), values.get(i)));
        }
    }

    @Test
    public void a_refused_document_is_named_and_stops_no_other() {
        assumeThat(refuse()).as("the service refuses something").isTrue();

        List<WriteResult> results = store().write(List.of(
                put(1, "a", Expectation.ABSENT),
                put(2, "refused", Expectation.ABSENT),
                put(3, "c", Expectation.ABSENT)));

        assertThat(held(idOf(1, results.get(0)))).isPresent();
        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.message()).isNotBlank());
        assertThat(held(idOf(3, results.get(2)))).isPresent();
    }

    @Test
    public void what_lists_lists_every_document_once_with_its_key_and_id() {
        assumeThat(store().traits().lists()).isTrue();
        assertThat(listed()).isEmpty();
        List<String> ids = new ArrayList<>();
        IntStream.range(0, MANY).forEach(i -> ids.add(written(i, "v" + i)));

        List<TargetDocument> documents = listed();

        assertThat(documents).extracting(TargetDocument::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(documents).allSatisfy(document -> {
            int number = Integer.parseInt(document.key().value().substring(1));
            assertThat(document.id()).isEqualTo(ids.get(number));
            assertThat(document.body().path("value").asText()).isEqualTo("v" + number);
        });
        store().list(Optional.empty())
                .total()
                .ifPresent(total -> assertThat(total).isEqualTo(MANY));
    }

    @Test
    public void what_finds_finds_by_the_records_key() {
        assumeThat(store().traits().finds()).isTrue();
        String id = written(1, "a");
        written(2, "b");

        assertThat(store().find(key(1))).contains(id);
        assertThat(store().find(key(7))).isEmpty();
    }

    /** What was not done is not confirmed, and is no fault of the document: else an outage would park everything. */
    @Test
    public void a_service_that_cannot_be_reached_confirms_and_refuses_nothing() {
        TargetStore store = store();
        boolean lists = store.traits().lists();
        boolean finds = store.traits().finds();
        assumeThat(breakService()).as("the service can be broken").isTrue();

        List<WriteResult> results =
                store.write(List.of(put(1, "a", Expectation.ABSENT), new TargetWrite.Delete(key(2), id(2))));

        assertThat(results)
                .hasSize(2)
                .allSatisfy(result ->
                        assertThat(result).isInstanceOfAny(WriteResult.Unavailable.class, WriteResult.Unknown.class));
        if (lists) {
            assertThatThrownBy(() -> store.list(Optional.empty())).isInstanceOf(FidesException.class);
        }
        if (finds) {
            assertThatThrownBy(() -> store.find(key(1))).isInstanceOf(FidesException.class);
        }
    }
}
