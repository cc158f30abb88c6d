package dev.fides.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashingTest {

    private static final JsonNode RECORD = Json.parse("{\"id\": 7, \"name\": \"Oslo\", \"seen\": 1}");

    @Test
    void a_content_hash_is_the_first_half_of_sha256_over_the_canonical_text() {
        // printf '{"a":1}' | sha256sum | cut -c-32 | xxd -r -p | base64
        assertThat(Hashing.contentHash(Json.parse("{ \"a\" : 1.0 }"), "put").text())
                .isEqualTo("aWsyaEIA73txpjJQ5xESCA");
    }

    @Test
    void ignored_members_do_not_count() {
        JsonNode seenAgain = Json.parse("{\"name\": \"Oslo\", \"seen\": 2, \"id\": 7.0}");
        List<JsonPointer> ignore = List.of(JsonPointer.compile("/seen"));

        assertThat(Hashing.sourceHash(seenAgain, new CanonicalForm(ignore, List.of()), "v1"))
                .isEqualTo(Hashing.sourceHash(RECORD, new CanonicalForm(ignore, List.of()), "v1"));
        assertThat(Hashing.sourceHash(seenAgain, CanonicalForm.WHOLE, "v1"))
                .isNotEqualTo(Hashing.sourceHash(RECORD, CanonicalForm.WHOLE, "v1"));
    }

    @Test
    void another_fingerprint_makes_another_source_hash() {
        assertThat(Hashing.sourceHash(RECORD, CanonicalForm.WHOLE, "v1"))
                .isNotEqualTo(Hashing.sourceHash(RECORD, CanonicalForm.WHOLE, "v2"));
    }

    @Test
    void fingerprint_and_record_cannot_be_confused() {
        assertThat(Hashing.sourceHash(Json.parse("11"), CanonicalForm.WHOLE, "a"))
                .isNotEqualTo(Hashing.sourceHash(Json.parse("1"), CanonicalForm.WHOLE, "a1"));
        assertThat(Hashing.textHash(List.of("ab", "c"))).isNotEqualTo(Hashing.textHash(List.of("a", "bc")));
    }
}
