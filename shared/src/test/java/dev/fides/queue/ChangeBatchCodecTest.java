package dev.fides.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.json.Json;
import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.DocumentHashes;
import dev.fides.model.Hash;
import dev.fides.model.LedgerRef;
import dev.fides.model.Members;
import dev.fides.model.ModelJson;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.model.Trust;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeBatchCodecTest {

    private static final Hash HASH = new Hash("AAAAAAAAAAAAAAAAAAAAAA");

    private final ChangeBatchCodec codec = new ChangeBatchCodec();

    @Test
    void what_was_written_is_read_again() {
        ChangeBatch batch = new ChangeBatch(
                "cities",
                3,
                Optional.of(new LedgerRef("run", "ledger")),
                List.of(upsert("a/\"ü\u2028", document()), new Change.Refresh(key("b"), RefreshReason.EVENT).doubted()),
                2,
                Optional.of("00-trace-span-01"));

        assertThat(codec.decode(codec.encode(batch))).isEqualTo(batch);
    }

    @Test
    void the_members_of_a_document_are_known_again_without_being_sent() {
        JsonNode document = Json.parse("{\"a\":{\"b\":1},\"c\":[{\"d\":1}],\"none\":null}");
        ChangeBatch batch = batch(new Change.Upsert(
                key("a"),
                document,
                new DocumentHashes(HASH, HASH, "fingerprint", Optional.of(Members.of(document)), Optional.empty()),
                Instant.parse("2026-01-01T00:00:00.120Z"),
                false));

        assertThat(codec.decode(codec.encode(batch))).isEqualTo(batch);
        assertThat(new String(codec.encode(batch), StandardCharsets.UTF_8))
                .contains("\"merged\":true")
                .doesNotContain("/a/b");
        assertThat(new String(codec.encode(batch(upsert("a", document))), StandardCharsets.UTF_8))
                .doesNotContain("merged");
    }

    @Test
    void a_batch_without_its_optional_parts_is_read_again() {
        ChangeBatch batch = batch(new Change.Refresh(key("b"), RefreshReason.NOMINATION));

        assertThat(codec.decode(codec.encode(batch))).isEqualTo(batch);
    }

    @Test
    void what_was_begun_stays_in_doubt_on_its_way() {
        ChangeBatch begun = batch(upsert("a", document()), new Change.Refresh(key("b"), RefreshReason.EVENT))
                .doubted();

        assertThat(codec.decode(codec.encode(begun)))
                .isEqualTo(begun)
                .satisfies(read ->
                        assertThat(read.changes()).extracting(Change::trust).containsOnly(Trust.DOUBTED));
    }

    @Test
    void a_look_that_somebody_asked_for_doubts_nothing() {
        Change asked = new Change.Refresh(key("a"), RefreshReason.REQUEST).rewriting();

        assertThat(codec.decode(codec.encode(batch(asked))).changes()).containsExactly(asked);
        assertThat(asked.trust()).isEqualTo(Trust.CONFIRMED);
    }

    @Test
    void of_messages_of_an_older_version_whatever_was_forced_may_have_been_begun() {
        String older = "{\"schemaVersion\":1,\"sync\":\"s\",\"lane\":0,\"postponed\":0,\"changes\":["
                + "{\"kind\":\"refresh\",\"key\":\"a\",\"reason\":\"DOUBT\",\"forced\":true},"
                + "{\"kind\":\"refresh\",\"key\":\"b\",\"reason\":\"EVENT\",\"forced\":false},"
                + "{\"kind\":\"upsert\",\"key\":\"c\",\"document\":{},\"sourceHash\":\"" + HASH.text()
                + "\",\"contentHash\":\"" + HASH.text()
                + "\",\"fingerprint\":\"f\",\"observedAt\":\"2026-01-01T00:00:00.000Z\",\"forced\":false}]}";

        assertThat(codec.decode(older).changes())
                .extracting(Change::trust)
                .containsExactly(Trust.DOUBTED, Trust.CONFIRMED, Trust.DOUBTED);
    }

    @Test
    void the_schema_version_comes_first() {
        String json = new String(codec.encode(batch(upsert("a", document()))), StandardCharsets.UTF_8);

        assertThat(json).startsWith("{\"schemaVersion\":1,\"sync\":\"cities\",");
    }

    @Test
    void numbers_of_a_document_keep_their_exact_value() throws Exception {
        JsonNode document = ModelJson.mapper()
                .readTree("{\"a\":1.50,\"b\":123456789012345678901234567890,\"c\":0.1000000000000000055511151231257827,"
                        + "\"d\":1E+400,\"e\":-0.0,\"f\":9007199254740993}");

        Change.Upsert read = (Change.Upsert) codec.decode(codec.encode(batch(upsert("a", document))))
                .changes()
                .get(0);

        assertThat(read.document()).isEqualTo(document).hasToString(document.toString());
        assertThat(read.document().get("a").decimalValue()).isEqualTo(new BigDecimal("1.50"));
        assertThat(read.document().get("b").bigIntegerValue())
                .isEqualTo(new BigInteger("123456789012345678901234567890"));
    }

    @Test
    void the_size_of_a_batch_is_that_of_its_changes_and_little_more() {
        Change.Upsert first = upsert("ключ", document());
        Change.Refresh second = new Change.Refresh(key("b"), RefreshReason.TOO_LARGE);
        int both = codec.encode(batch(first, second)).length;
        int one = codec.encode(batch(first)).length;

        assertThat(codec.sizeOf(second)).isEqualTo(both - one);
        assertThat(one - codec.sizeOf(first)).isLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "null",
                "{}",
                "{\"schemaVersion\":2,\"sync\":\"s\",\"lane\":0,\"changes\":[],\"postponed\":0}",
                "{\"schemaVersion\":\"1\",\"sync\":\"s\"}",
                "{\"schemaVersion\":1,\"sync\":\"s\",\"lane\":0,\"changes\":[],\"postponed\":0}",
                "{\"schemaVersion\":1,\"sync\":\"s\",\"changes\":[{\"kind\":\"refresh\",\"key\":\"a\",\"reason\":\"EVENT\","
                        + "\"forced\":false}],\"postponed\":0}",
                "{\"schemaVersion\":1,\"sync\":\"s\",\"lane\":0,\"postponed\":0,"
                        + "\"changes\":[{\"kind\":\"delete\",\"key\":\"a\"}]}",
                "{\"schemaVersion\":1,\"sync\":\"s\",\"lane\":0,\"postponed\":0,"
                        + "\"changes\":[{\"kind\":\"refresh\",\"key\":\"\",\"reason\":\"EVENT\",\"forced\":false}]}"
            })
    void what_nobody_can_read_is_refused_with_what_was_expected(String message) {
        assertThatThrownBy(() -> codec.decode(message))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("change batch: expected");
    }

    @Test
    void another_version_is_named_with_the_one_expected() {
        assertThatThrownBy(() -> codec.decode("{\"schemaVersion\":7}"))
                .hasMessageContaining("expected schemaVersion 1, found 7");
    }

    @Test
    void members_that_a_later_version_adds_are_skipped() {
        String json = new String(
                codec.encode(batch(new Change.Refresh(key("b"), RefreshReason.EVENT).doubted())),
                StandardCharsets.UTF_8);

        assertThat(codec.decode(json.replace("{\"schemaVersion\":1,", "{\"schemaVersion\":1,\"more\":{\"x\":1},"))
                        .changes())
                .hasSize(1);
    }

    private static ChangeBatch batch(Change... changes) {
        return new ChangeBatch("cities", 0, Optional.empty(), List.of(changes), 0, Optional.empty());
    }

    private static Change.Upsert upsert(String key, JsonNode document) {
        return new Change.Upsert(
                key(key),
                document,
                new DocumentHashes(HASH, HASH, "fingerprint"),
                Instant.parse("2026-01-01T00:00:00.120Z"),
                false);
    }

    private static ObjectNode document() {
        return JsonNodeFactory.instance.objectNode().put("name", "Ünïcode 🌍").putNull("none");
    }

    private static RecordKey key(String value) {
        return new RecordKey(value);
    }
}
