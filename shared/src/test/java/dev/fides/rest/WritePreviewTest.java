package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.fides.config.access.Auth;
import dev.fides.config.service.BulkFormat;
import dev.fides.config.source.Secret;
import dev.fides.target.TargetRequest;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetWrite;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a preview shows is what is then sent. */
class WritePreviewTest extends RestTest {

    private static final String TOKEN = "planted-token";

    /** A definition and a write to its target. */
    record Case(String name, Definitions definition, TargetWrite write) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> writes() {
        return Stream.of(
                new Case("upsert", definition(), put("a b")),
                new Case("delete", definition(), delete("a")),
                new Case("create", definition().createAndUpdate(), put("a")),
                new Case("update", definition().createAndUpdate(), put("a", TargetWrite.Expectation.EXISTS)),
                new Case(
                        "create of a target that gives ids",
                        definition().assignsIds(Optional.of("Idempotency-Key")),
                        putWithoutId("a", TargetWrite.Expectation.ABSENT)),
                new Case(
                        "request template",
                        definition().upsertByTemplates(Optional.of("{\"wrapped\": .[0].document}"), Optional.empty()),
                        put("a")),
                new Case(
                        "bulk",
                        definition()
                                .bulk(BulkFormat.NDJSON, 10, 10_000)
                                .templates(
                                        "flatten([for (.) [{\"_id\": .id}, .document]])",
                                        "[for (.writes) {\"key\": .key, \"status\": 200}]"),
                        put("a")),
                new Case(
                        "bulk for more than one",
                        definition()
                                .bulk(BulkFormat.NDJSON, 10, 10_000)
                                .bulkMin(2)
                                .templates("[]", "[]"),
                        put("a")));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void the_preview_is_what_is_sent(Case given) {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'id': 'a'}")));
        TargetStore target = target(given.definition().auth(new Auth.Bearer(Secret.of(TOKEN))));

        TargetRequest preview = target.preview(given.write()).orElseThrow();
        assertThat(requests()).as("a preview sends nothing").isEmpty();
        target.write(List.of(given.write()));

        LoggedRequest sent = server.getAllServeEvents()
                .get(server.getAllServeEvents().size() - 1)
                .getRequest();
        assertThat(preview.method()).isEqualTo(sent.getMethod().getName());
        assertThat(preview.address()).isEqualTo(sent.getAbsoluteUrl());
        assertThat(preview.body().orElse("")).isEqualTo(sent.getBodyAsString());
        preview.headers().forEach((name, value) -> {
            if (value.equals("***")) {
                assertThat(sent.getHeader(name)).as(name).isNotEmpty();
            } else {
                assertThat(sent.getHeader(name)).as(name).isEqualTo(value);
            }
        });
        assertThat(preview.headers()).containsEntry("Authorization", "***");
    }

    @Test
    void no_secret_is_shown_wherever_it_stands() {
        TargetStore target = target(definition()
                .auth(new Auth.Header("X-Api-Key", Secret.of(TOKEN)))
                .header("X-Tenant", "planted-tenant"));

        TargetRequest preview = target.preview(put(TOKEN)).orElseThrow();

        assertThat(preview.toString()).doesNotContain("planted").contains("X-Api-Key=***", "X-Tenant=***");
        assertThat(preview.address()).endsWith("/docs/***");
        assertThat(preview.body()).contains("{\"id\":\"***\"}");
    }
}
