package dev.fides.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.fakes.Race;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of control documents does. */
public abstract class ControlStoreContract {

    private final String prefix = "test-" + UUID.randomUUID() + ":";

    protected abstract ControlStore store();

    protected abstract void advance(Duration time);

    @Test
    void what_was_stored_is_read_again() {
        ObjectNode content = content(1);
        content.putObject("nested").put("id", "inner");

        ControlDocument saved = save("a", content, Optional.empty()).orElseThrow();

        assertThat(saved.content()).isEqualTo(content);
        assertThat(store().read(prefix + "a")).contains(saved);
        assertThat(saved.id()).isEqualTo(prefix + "a");
    }

    @Test
    void what_was_never_stored_is_absent() {
        assertThat(store().read(prefix + "none")).isEmpty();
    }

    @Test
    void a_document_is_stored_once_when_none_is_expected() {
        save("a", content(1), Optional.empty());

        assertThat(save("a", content(2), Optional.empty())).isEmpty();
        assertThat(store().read(prefix + "a").orElseThrow().content()).isEqualTo(content(1));
    }

    @Test
    void a_document_is_replaced_when_it_is_the_expected_one() {
        ControlDocument first = save("a", content(1), Optional.empty()).orElseThrow();
        ControlDocument second = save("a", content(2), Optional.of(first)).orElseThrow();

        assertThat(second.etag()).isNotEqualTo(first.etag());
        assertThat(store().read(prefix + "a")).contains(second);
        assertThat(save("a", content(3), Optional.of(first))).isEmpty();
        assertThat(store().read(prefix + "a")).contains(second);
    }

    @Test
    void a_document_vanishes_after_its_time_to_live() {
        ControlDocument leased = store().save(
                        prefix + "a", content(1), Optional.empty(), Optional.of(Duration.ofSeconds(30)))
                .orElseThrow();
        assertThat(leased.content()).isEqualTo(content(1));

        advance(Duration.ofSeconds(20));
        assertThat(store().read(prefix + "a")).contains(leased);

        advance(Duration.ofSeconds(20));
        assertThat(store().read(prefix + "a")).isEmpty();
        assertThat(store().list(prefix, 10)).isEmpty();
        assertThat(save("a", content(2), Optional.of(leased))).isEmpty();
        assertThat(save("a", content(2), Optional.empty())).isPresent();
    }

    @Test
    void a_document_stored_anew_without_time_to_live_stays() {
        ControlDocument leased = store().save(
                        prefix + "a", content(1), Optional.empty(), Optional.of(Duration.ofSeconds(30)))
                .orElseThrow();
        save("a", content(2), Optional.of(leased));

        advance(Duration.ofDays(365));

        assertThat(store().read(prefix + "a")).isPresent();
    }

    @Test
    void documents_are_listed_by_prefix_in_order_of_their_ids() {
        List.of("b", "a", "c", "d").forEach(id -> save("list:" + id, content(1), Optional.empty()));
        save("other", content(1), Optional.empty());

        assertThat(store().list(prefix + "list:", 3))
                .extracting(ControlDocument::id)
                .containsExactly(prefix + "list:a", prefix + "list:b", prefix + "list:c");
        assertThat(store().list(prefix + "list:", 10).get(0).content()).isEqualTo(content(1));
        assertThat(store().list(prefix + "none", 3)).isEmpty();
    }

    @Test
    void a_document_is_removed_when_it_is_the_one_that_was_read() {
        ControlDocument first = save("a", content(1), Optional.empty()).orElseThrow();
        ControlDocument second = save("a", content(2), Optional.of(first)).orElseThrow();

        assertThat(store().remove(first)).isFalse();
        assertThat(store().read(prefix + "a")).contains(second);
        assertThat(store().remove(second)).isTrue();
        assertThat(store().read(prefix + "a")).isEmpty();
        assertThat(store().remove(second)).isFalse();
    }

    @Test
    void of_several_creators_one_wins() throws Exception {
        List<Optional<ControlDocument>> results = Race.of(6, i -> save("raced", content(i), Optional.empty()));

        assertThat(results).filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    void of_several_writers_one_wins() throws Exception {
        Optional<ControlDocument> first = save("raced", content(9), Optional.empty());

        List<Optional<ControlDocument>> results = Race.of(6, i -> save("raced", content(i), first));

        assertThat(results).filteredOn(Optional::isPresent).hasSize(1);
    }

    private Optional<ControlDocument> save(String id, ObjectNode content, Optional<ControlDocument> expected) {
        return store().save(prefix + id, content, expected, Optional.empty());
    }

    private static ObjectNode content(int n) {
        return JsonNodeFactory.instance.objectNode().put("n", n).put("text", "a \"b\" ü");
    }
}
