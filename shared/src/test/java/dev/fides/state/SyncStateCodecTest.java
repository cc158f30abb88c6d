package dev.fides.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing of a state gets lost on its way through the store, whatever is added to it. */
class SyncStateCodecTest {

    private static final String DOCUMENT = """
            { "sync": "cities", "key": "a/b", %s, "targetId": "t1", "observedAt": "2026-02-03T04:05:06.070Z",
              "runId": "r1", "writeId": "w1",
              "failure": { "sourceHash": "CAAAAAAAAAAAAAAAAAAAAA", "reason": "SCHEMA", "message": "m", "attempts": 3,
                "firstAt": "2026-02-03T04:05:06.071Z", "nextRetryAt": "2026-02-03T04:05:06.072Z" },
              "idOwner": { "key": "o", "deletingUntil": "2026-02-03T04:05:06.077Z", "takenFrom": [ "p" ],
                "leftBy": "l", "contenders": [ "q" ] }, "otherIds": [ "t0" ] }""";

    private static final List<String> STANDINGS = List.of("""
            "status": "PUBLISHED", "sourceHash": "AAAAAAAAAAAAAAAAAAAAAA", "contentHash": "BAAAAAAAAAAAAAAAAAAAAA",
              "fingerprint": "f1", "listedHash": "DAAAAAAAAAAAAAAAAAAAAA", "members": [ "/a" ], "publishedAt": "2026-02-03T04:05:06.073Z\"""", """
            "status": "DELETED", "deletedAt": "2026-02-03T04:05:06.074Z\"""", """
            "status": "CREATING", "claimedUntil": "2026-02-03T04:05:06.075Z", "deletedAt": "2026-02-03T04:05:06.076Z\"""", """
            "status": "UNPUBLISHED\"""");

    private final SyncStateCodec codec = new SyncStateCodec();

    @Test
    void every_member_of_a_document_is_kept() {
        assertThat(documents())
                .allSatisfy(document -> assertThat((JsonNode) codec.encode(codec.decode(document)))
                        .isEqualTo(document));
    }

    @Test
    void every_standing_and_every_member_of_a_state_is_looked_at_here() {
        Set<Class<?>> standings = documents().stream()
                .map(document -> codec.decode(document).standing().getClass())
                .collect(Collectors.toSet());

        assertThat(standings).isEqualTo(Set.of(Standing.class.getPermittedSubclasses()));
        documents().forEach(document -> assertNothingIsEmpty(codec.decode(document)));
    }

    private static List<JsonNode> documents() {
        return STANDINGS.stream()
                .map(standing -> read(DOCUMENT.formatted(standing)))
                .toList();
    }

    private static JsonNode read(String json) {
        try {
            return new JsonMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is empty is kept by a codec that forgets it, and so proves nothing. */
    private static void assertNothingIsEmpty(Object value) {
        if (value instanceof Optional<?> optional) {
            assertThat(optional).isPresent();
            assertNothingIsEmpty(optional.orElseThrow());
        } else if (value instanceof Collection<?> collection) {
            assertThat(collection).isNotEmpty();
        } else if (value instanceof Record) {
            Stream.of(value.getClass().getRecordComponents())
                    .forEach(component -> assertNothingIsEmpty(member(value, component)));
        }
    }

    private static Object member(Object value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
