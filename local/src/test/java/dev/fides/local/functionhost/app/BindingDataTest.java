package dev.fides.local.functionhost.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BindingDataTest {

    /** A text with members, values that come after it, and what can be named then: text as it is, JSON in angle brackets. */
    static Stream<Arguments> forms() {
        return Stream.of(
                arguments("", List.of(), Map.of()),
                arguments("no JSON", List.of("sync=a"), Map.of("sync", "a")),
                arguments("{broken", List.of("sync=a"), Map.of("sync", "a")),
                arguments("[{\"sync\": 1}]", List.of(), Map.of()),
                arguments("{\"sync\": \"a\"}", List.of(), Map.of("sync", "a")),
                arguments(
                        "  {\"n\": 7, \"yes\": true, \"no\": false}",
                        List.of(),
                        Map.of("n", "7", "yes", "True", "no", "False")),
                arguments("{\"o\": {\"x\": [1]}}", List.of(), Map.of("o", "<{\"x\":[1]}>")),
                arguments("{\"list\": [1], \"nothing\": null}", List.of(), Map.of()),
                arguments("{\"sync\": \"a\"}", List.of("sync=b"), Map.of("sync", "b")),
                arguments("{\"Sync\": \"a\"}", List.of("sync=b"), Map.of("Sync", "b")),
                arguments("{\"Sync\": \"a\"}", List.of("SYNC=b", "sync=c"), Map.of("Sync", "c")),
                arguments("", List.of("SYNC=b", "sync=c"), Map.of("SYNC", "c")),
                arguments("{\"Sync\": [1]}", List.of("sync=b"), Map.of("sync", "b")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void names_ignore_case_keep_their_first_spelling_and_take_the_last_value(
            String text, List<String> later, Map<String, String> expected) {
        BindingData data = new BindingData();
        data.putMembersOf(text);
        for (String pair : later) {
            int equals = pair.indexOf('=');
            data.put(pair.substring(0, equals), new BoundValue.Text(pair.substring(equals + 1)));
        }

        assertThat(shown(data)).isEqualTo(expected);
    }

    private static Map<String, String> shown(BindingData data) {
        Map<String, String> shown = new TreeMap<>();
        data.byExactName()
                .forEach((name, value) -> shown.put(
                        name,
                        value instanceof BoundValue.Json json
                                ? "<" + json.json() + ">"
                                : ((BoundValue.Text) value).text()));
        return shown;
    }
}
