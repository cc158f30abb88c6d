package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.model.PermanentException;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import dev.fides.target.WriteResult.Confirmed;
import dev.fides.target.WriteResult.Refused;
import dev.fides.target.WriteResult.Unknown;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single writes whose requests are made, and whose answers are understood, by templates. */
class WriteTemplateTest extends RestTest {

    /** A service that says in its body what became of a write, always under 200. */
    private static final String RESPONSE = """
            if (.status != 200)
              null
            else
              { "status": if (.body.ok) 200 else if (.body.code) .body.code else 422, "error": .body.error }
            """;

    @Test
    void the_request_template_makes_the_bodies_of_upserts_and_deletes() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "")));
        String template = """
                {"verb": .[0].op, "of": .[0].key, "id": .[0].id, "data": .[0].document}""";
        Definitions definition = definition().upsertByTemplates(Optional.of(template), Optional.empty());
        assertThat(target(definition).write(List.of(put("a")))).hasOnlyElementsOfType(Confirmed.class);
        assertThat(target(definition).write(List.of(delete("b")))).hasOnlyElementsOfType(Confirmed.class);
        server.verify(putRequestedFor(urlEqualTo("/docs/a"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalTo("{'verb':'upsert','of':'a','id':'a','data':{'id':'a'}}".replace('\'', '"'))));
        server.verify(deleteRequestedFor(urlEqualTo("/docs/b"))
                .withRequestBody(equalTo("{'verb':'delete','of':'b','id':'b','data':null}".replace('\'', '"'))));
    }

    @Test
    void a_request_template_that_makes_null_sends_no_body() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "")));
        target(definition().upsertByTemplates(Optional.of("null"), Optional.empty()))
                .write(List.of(delete("b")));
        server.verify(deleteRequestedFor(urlEqualTo("/docs/b")).withHeader("Content-Type", absent()));
    }

    @Test
    void a_delete_may_be_a_post_whose_body_names_the_document_and_is_not_sent_without_it() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{}")));
        YamlSync sync = new YamlSync("http://127.0.0.1:" + server.port())
                .delete("{ method: POST, path: /docs/index, request: delete.jslt }");

        String template = "if (.[0].id == \"b\") { \"action\": \"delete\", \"id\": .[0].id } else null";
        List<WriteResult> results =
                target(stores(), sync.file("delete.jslt", template).build()).write(List.of(delete("b"), delete("c")));

        assertThat(results.get(0)).isInstanceOf(Confirmed.class);
        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.message()).contains("names the document", "key c"));
        assertThat(requests()).containsExactly("POST /docs/index");
        server.verify(postRequestedFor(urlEqualTo("/docs/index"))
                .withRequestBody(equalTo("{'action':'delete','id':'b'}".replace('\'', '"'))));
    }

    @Test
    void a_document_that_the_request_template_cannot_take_is_refused_unsent() {
        Definitions definition = definition().upsertByTemplates(Optional.of("error(\"no\")"), Optional.empty());
        assertThat(target(definition).write(List.of(put("a")))).hasOnlyElementsOfType(Refused.class);
        assertThat(requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|{'ok':true}|Confirmed|1",
                "200|{'ok':false,'error':'too long'}|Refused|1",
                "200|{'ok':false,'code':429,'error':'too many'}|Unavailable|2",
                "200|{'ok':false,'code':500,'error':'failed'}|Unknown|2",
                "200|Ok|Refused|1",
                "200|<html>Sign in</html>|Unknown|2",
                "503|<html>Down</html>|Unavailable|2",
                "422|{'why':'bad'}|Refused|1"
            })
    void the_response_template_tells_what_a_body_means(int status, String body, String result, int calls) {
        server.stubFor(any(anyUrl()).willReturn(json(status, body)));
        WriteResult written = write(understood(RESPONSE).attempts(2));
        assertThat(written.getClass().getSimpleName()).isEqualTo(result);
        assertThat(requests()).hasSize(calls);
    }

    @Test
    void the_reason_that_the_template_tells_is_in_the_message() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'ok':false,'error':'name too long'}")));
        assertThat(write(understood(RESPONSE))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.message()).contains("PUT /docs/a", "status 422", "name too long");
        });
    }

    @Test
    void a_success_of_which_the_template_tells_nothing_confirms_nothing() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{}")));
        for (String template : List.of("null", "{}", "[]", "error(\"what?\")")) {
            assertThat(write(understood(template)))
                    .isInstanceOfSatisfying(
                            Unknown.class,
                            unknown -> assertThat(unknown.message()).contains("the response template"));
        }
    }

    @Test
    void the_template_sees_headers_and_the_write() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "").withHeader("X-Result", "done")));
        String template = """
                if (.headers."x-result" == "done")
                  [for (.writes) {"key": .key, "status": if (.document.id == "a") 200 else 400}]
                else
                  null""";
        assertThat(write(understood(template))).isInstanceOf(Confirmed.class);
    }

    @Test
    void a_create_whose_body_tells_of_a_conflict_becomes_an_update() {
        server.stubFor(post("/docs").willReturn(json(200, "{'code':409}")));
        server.stubFor(any(urlEqualTo("/docs/a")).willReturn(json(200, "{'ok':true}")));
        assertThat(write(definition().createAndUpdate(RESPONSE))).isInstanceOf(Confirmed.class);
        assertThat(requests()).containsExactly("POST /docs", "PUT /docs/a");
    }

    @Test
    void a_template_that_is_wrong_is_told_when_the_store_is_made() {
        assertThatThrownBy(() -> target(understood("{")))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("response.jslt");
    }

    private static Definitions understood(String response) {
        return definition().upsertByTemplates(Optional.empty(), Optional.of(response));
    }

    private WriteResult write(Definitions definition) {
        TargetWrite write = put("a");
        return target(definition).write(List.of(write)).get(0);
    }
}
