package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.config.DefinitionFiles;
import dev.fides.config.source.DefinitionFault;
import dev.fides.host.HostPage;
import dev.fides.host.HostReading.Failed;
import dev.fides.host.HostReading.Present;
import dev.fides.host.HostStore;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.rest.write.WriteTemplates;
import dev.fides.target.TargetPage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys that are composed of several members, and keys that a target's listing tells in a form of its own. */
class KeyFormTest extends RestTest {

    private static YamlSync sync() {
        return new YamlSync("http://127.0.0.1:" + server.port());
    }

    private static YamlSync composed() {
        return sync().key("[/country, /code]").get("{ path: '/cities/{key.0}/{key.1}' }");
    }

    private TargetPage listed(String list, String template) {
        YamlSync sync = sync().file("key-of.jslt", template)
                .target("list: { path: /docs, records: /value, total: /count, paging: { type: none }, " + list + " }");
        return target(stores(), sync.build()).list(Optional.empty());
    }

    @Test
    void a_composed_key_is_listed_read_and_looked_up_by_its_parts() {
        server.stubFor(get("/cities")
                .willReturn(json(200, "{'value':[{'country':'de','code':10115},{'country':'a:b','code':'x~y'}]}")));
        server.stubFor(get("/cities/a%3Ab/x~y").willReturn(json(200, "{'country':'a:b','code':'x~y'}")));
        HostStore host = host(stores(), composed().build());

        HostPage page = host.list(Optional.empty());
        RecordKey second = page.records().get(1).key();

        assertThat(page.records()).extracting(record -> record.key().value()).containsExactly("de:10115", "a~1b:x~0y");
        assertThat(host.get(List.of(second)).get(second)).isInstanceOf(Present.class);
    }

    @Test
    void a_record_that_lacks_a_part_has_no_key() {
        server.stubFor(get("/cities").willReturn(json(200, "{'value':[{'country':'de'}]}")));

        HostPage page = host(stores(), composed().build()).list(Optional.empty());

        assertThat(page.invalid().get(0).reason()).contains("expected a string or an integer at \"/code\"");
    }

    @Test
    void a_key_of_another_form_is_asked_for_nowhere() {
        RecordKey odd = key("no parts");

        assertThat(host(stores(), composed().build()).get(List.of(odd)).get(odd))
                .isInstanceOf(Failed.class);
        assertThat(requests()).isEmpty();
    }

    @Test
    void several_composed_keys_are_read_together() {
        server.stubFor(post("/_find")
                .withRequestBody(equalToJson("{\"keys\":[\"de:1\",\"de:2\"]}"))
                .willReturn(json(200, "{'docs':[{'country':'de','code':1},{'country':'de','code':2}]}")));
        YamlSync sync = composed().host("getMany: { path: /_find, body: { keys: '{keys}' }, records: /docs }");
        List<RecordKey> keys = List.of(key("de:1"), key("de:2"));

        assertThat(host(stores(), sync.build()).get(keys).values()).allMatch(Present.class::isInstance);
    }

    @Test
    void writes_name_the_parts_of_a_key() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{}")));
        YamlSync sync = composed().writes("upsert: { path: '/docs/{key.0}', query: { code: '{key.1}' } }");

        target(stores(), sync.build()).write(List.of(put("de:1/2")));

        assertThat(requests()).containsExactly("PUT /docs/de?code=1%2F2");
    }

    @Test
    void a_listed_document_has_the_parts_of_a_key() {
        server.stubFor(get("/docs").willReturn(json(200, "{'value':[{'id':'d1','land':'de','plz':10115}]}")));

        assertThat(listed("key: [/land, /plz]", ".").documents().get(0).key()).isEqualTo(key("de:10115"));
    }

    @Test
    void a_template_derives_keys_and_tells_documents_of_others() {
        server.stubFor(get("/docs")
                .willReturn(json(
                        200, "{'count':4,'value':[{'id':'city-1'},{'id':'shop-7'},{'id':'city-de-2'},{'id':7}]}")));
        String template = """
                let parts = split(.id, "-")
                if (is-number(.id)) {"no": "key"}
                else if ($parts[0] != "city") null
                else if (size($parts) > 2) $parts[1 : ]
                else $parts[1]
                """;

        TargetPage page = listed("key: key-of.jslt", template);

        assertThat(page.documents())
                .extracting(document -> document.key().value())
                .containsExactly("1", "de:2");
        assertThat(page.documents()).extracting(document -> document.id()).containsExactly("city-1", "city-de-2");
        assertThat(page.others()).isEqualTo(1);
        assertThat(page.invalid()).extracting(invalid -> invalid.place()).containsExactly(4);
        assertThat(page.size()).isEqualTo(4);
    }

    @Test
    void a_page_of_nothing_but_documents_of_others_is_no_fault_where_a_template_says_so() {
        server.stubFor(get("/docs").willReturn(json(200, "{'count':1,'value':[{'id':'shop-7'}]}")));

        assertThat(listed("key: key-of.jslt", "null").others()).isEqualTo(1);
        assertThatThrownBy(() -> listed("key: /externalId", "null"))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("has a key at \"/externalId\"");
    }

    @Test
    void documents_without_the_key_only_count() {
        server.stubFor(get("/docs").willReturn(json(200, "{'count':2,'value':[{'id':1,'externalId':'a'},{'id':2}]}")));

        TargetPage page = listed("key: /externalId", "null");

        assertThat(page.documents()).hasSize(1);
        assertThat(page.others()).isEqualTo(1);
        assertThat(page.total()).hasValue(page.size());
    }

    @Test
    void a_template_of_keys_that_cannot_be_read_is_a_fault_of_the_definition() {
        YamlSync sync = sync().file("key-of.jslt", "{ no")
                .target("list: { path: /docs, records: '', paging: { type: none }, key: key-of.jslt }");

        assertThat(WriteTemplates.check(DefinitionFiles.of(sync.build())))
                .extracting(DefinitionFault::path)
                .containsExactly("/target/list/key");
    }
}
