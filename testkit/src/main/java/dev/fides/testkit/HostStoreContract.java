package dev.fides.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.model.FidesException;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every host promises. To test a host, subclass this, and give it a service that is empty before each test, with pages
 * of {@value #PAGE} records or fewer.
 */
public abstract class HostStoreContract {

    /** Records of a page; the tests use a few pages of them. */
    public static final int PAGE = 3;

    private static final int MANY = 2 * PAGE + 1;

    /** Lists without an end are to fail, not to hang. */
    private static final int MOST_PAGES = 50;

    /** The store under test, always on the same service within one test. */
    protected abstract HostStore store();

    /** Makes the service hold this record, in place of one of the same key if there is one. */
    protected abstract void put(RecordKey key, ObjectNode record);

    /** Makes the service hold no record of this key. */
    protected abstract void remove(RecordKey key);

    /** From now on nobody can reach the service; false where that cannot be brought about. */
    protected abstract boolean breakService();

    /** A record as the service would hold it. Override it where records need more members. */
    protected ObjectNode record(RecordKey key, String value) {
        return JsonNodeFactory.instance.objectNode().put("id", key.value()).put("value", value);
    }

    /** What the service holds in a record besides what was put; compared with what comes back. */
    protected JsonNode asRead(ObjectNode record) {
        return record;
    }

    /** The key of the record of a number. Override it where keys have another form. */
    protected RecordKey key(int number) {
        return new RecordKey(String.format("k%04d", number));
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            put(key(i), record(key(i), "v" + i));
        }
    }

    private List<HostRecord> listed() {
        List<HostRecord> records = new ArrayList<>();
        HostPage page = store().list(Optional.empty());
        records.addAll(page.records());
        for (int pages = 1; page.next().isPresent(); pages++) {
            assertThat(pages).as("pages of a listing without an end").isLessThan(MOST_PAGES);
            page = store().list(page.next());
            records.addAll(page.records());
        }
        return records;
    }

    @Test
    public void its_traits_never_change() {
        assertThat(store().traits()).isNotNull().isEqualTo(store().traits());
    }

    @Test
    public void a_service_without_records_has_one_empty_page() {
        HostPage page = store().list(Optional.empty());

        assertThat(page.size()).isZero();
        assertThat(page.next()).isEmpty();
    }

    @Test
    public void all_pages_together_hold_every_record_once() {
        fill(MANY);

        assertThat(listed())
                .extracting(HostRecord::key)
                .doesNotHaveDuplicates()
                .hasSize(MANY)
                .contains(key(0), key(PAGE), key(MANY - 1));
    }

    @Test
    public void a_listing_has_records_as_reads_by_key_have_them() {
        fill(1);

        HostRecord listed = listed().get(0);

        assertThat(listed.body()).isEqualTo(asRead(record(key(0), "v0")));
        assertThat(store().get(List.of(key(0)))).containsEntry(key(0), new HostReading.Present(listed));
    }

    @Test
    public void a_cursor_can_be_used_again_and_by_another_store() {
        fill(MANY);
        Optional<String> second = store().list(Optional.empty()).next();
        assumeThat(second).as("a second page").isPresent();

        assertThat(store().list(second).records())
                .isEqualTo(store().list(second).records());
    }

    @Test
    public void a_total_that_is_told_is_true() {
        fill(MANY);

        HostPage page = store().list(Optional.empty());

        page.total().ifPresent(total -> assertThat(total).isEqualTo(MANY));
    }

    @Test
    public void every_key_that_is_asked_for_is_answered() {
        fill(2);
        List<RecordKey> keys = List.of(key(0), key(7), key(1));

        Map<RecordKey, HostReading> readings = store().get(keys);

        assertThat(readings).containsOnlyKeys(keys);
        assertThat(readings.get(key(0))).isInstanceOf(HostReading.Present.class);
        assertThat(readings.get(key(1))).isInstanceOf(HostReading.Present.class);
        assertThat(readings.get(key(7))).isEqualTo(new HostReading.Absent());
    }

    @Test
    public void nothing_asked_is_nothing_answered() {
        assertThat(store().get(List.of())).isEmpty();
    }

    @Test
    public void a_read_sees_what_was_changed_before_it() {
        fill(1);
        store().get(List.of(key(0)));
        put(key(0), record(key(0), "another"));

        HostReading changed = store().get(List.of(key(0))).get(key(0));
        remove(key(0));
        HostReading removed = store().get(List.of(key(0))).get(key(0));

        assertThat(changed)
                .isInstanceOfSatisfying(
                        HostReading.Present.class,
                        present -> assertThat(present.record().body()).isEqualTo(asRead(record(key(0), "another"))));
        assertThat(removed).isEqualTo(new HostReading.Absent());
    }

    @Test
    public void keys_are_exact_text() {
        RecordKey lower = new RecordKey("abc");
        RecordKey upper = new RecordKey("ABC");
        put(lower, record(lower, "v"));

        Map<RecordKey, HostReading> readings = store().get(Set.of(lower, upper));

        assertThat(readings.get(lower)).isInstanceOf(HostReading.Present.class);
        assertThat(readings.get(upper)).isEqualTo(new HostReading.Absent());
    }

    @Test
    public void many_threads_may_ask_at_once() throws Exception {
        fill(MANY);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<HostReading>> questions = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                RecordKey key = key(i % MANY);
                questions.add(() -> store().get(List.of(key)).get(key));
            }
            Set<RecordKey> found = new HashSet<>();
            for (Future<HostReading> answer : threads.invokeAll(questions)) {
                found.add(((HostReading.Present) answer.get()).record().key());
            }
            assertThat(found).hasSize(MANY);
        } finally {
            threads.shutdownNow();
        }
    }

    /** What cannot be read looks neither empty nor absent: else an outage would delete everything. */
    @Test
    public void a_service_that_cannot_be_reached_is_never_an_empty_one() {
        fill(2);
        HostStore store = store();
        assumeThat(breakService()).as("the service can be broken").isTrue();

        assertThatThrownBy(() -> store.list(Optional.empty())).isInstanceOf(FidesException.class);
        assertThat(store.get(List.of(key(0), key(7))))
                .hasSize(2)
                .allSatisfy((key, reading) -> assertThat(reading).isInstanceOf(HostReading.Failed.class));
    }
}
