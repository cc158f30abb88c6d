package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.fides.host.HostPage;
import dev.fides.model.FidesException;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are compressed, or in another charset than UTF-8. */
class ContentsTest extends RestTest {

    private static final String PAGE = "{\"value\":[{\"id\":\"Zürich\"}]}";

    @Test
    void gzip_is_asked_for_and_unpacked() {
        answer(gzip(utf8(PAGE)), "Content-Encoding", "gzip");
        assertThat(firstKey()).isEqualTo("Zürich");
        server.verify(getRequestedFor(anyUrl()).withHeader("Accept-Encoding", equalTo("gzip")));
    }

    @Test
    void a_definition_may_ask_for_something_else() {
        answer(utf8(PAGE), "X-Nothing", "");
        host(definition().header("accept-encoding", "identity")).list(Optional.empty());
        server.verify(getRequestedFor(anyUrl()).withHeader("Accept-Encoding", equalTo("identity")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GZIP", "x-gzip", "identity, gzip"})
    void codings_are_known_by_all_their_names(String coding) {
        answer(gzip(utf8(PAGE)), "Content-Encoding", coding);
        assertThat(firstKey()).isEqualTo("Zürich");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"br | in the coding \"br\"", "gzip, gzip | in the coding \"gzip, gzip\"", "gzip | no gzip although"
            })
    void a_coding_that_cannot_be_read_is_named(String coding, String named) {
        answer(utf8(PAGE), "Content-Encoding", coding);
        assertThatThrownBy(() -> host(definition().attempts(3)).list(Optional.empty()))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining(named)
                .hasMessageContaining("cities/host");
        assertThat(requests()).hasSize(1);
    }

    @Test
    void a_bomb_is_as_large_as_what_it_unpacks_to() {
        byte[] bomb = gzip(utf8("{\"value\":[\"" + "x".repeat(10_000_000) + "\"]}"));
        assertThat(bomb).hasSizeLessThan((int) MAX_RESPONSE);
        answer(bomb, "Content-Encoding", "gzip");
        assertThatThrownBy(() -> host(definition()).list(Optional.empty()))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void a_cut_gzip_is_an_answer_that_broke_off() {
        byte[] whole = gzip(utf8(PAGE));
        answer(Arrays.copyOf(whole, whole.length - 10), "Content-Encoding", "gzip");
        assertThatThrownBy(() -> host(definition().attempts(2)).list(Optional.empty()))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("broken off");
        assertThat(requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "windows-1252", "UTF-16", "\"utf-16le\"", "UTF-32", "utf-8", "IBM01140"})
    void another_charset_is_read_as_the_header_says(String charset) {
        answer(
                PAGE.getBytes(Charset.forName(charset.replace("\"", ""))),
                "Content-Type",
                "application/json; charset=" + charset);
        assertThat(firstKey()).isEqualTo("Zürich");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void without_a_charset_the_first_bytes_tell(String charset) {
        answer(PAGE.getBytes(Charset.forName(charset)), "Content-Type", "application/json");
        assertThat(firstKey()).isEqualTo("Zürich");
    }

    @Test
    void a_default_label_on_utf8_changes_nothing() {
        answer(utf8(PAGE), "Content-Type", "application/json;charset=ISO-8859-1");
        assertThat(firstKey()).isEqualTo("Zürich");
    }

    @Test
    void an_unknown_charset_is_named() {
        answer(utf8(PAGE), "Content-Type", "application/json; charset=klingon");
        assertThatThrownBy(() -> host(definition()).list(Optional.empty()))
                .isInstanceOf(FidesException.class)
                .hasMessageContaining("in the charset \"klingon\"");
    }

    @Test
    void a_byte_that_says_nothing_in_its_charset_loses_its_item_alone() {
        byte[] page = "{\"value\":[{\"id\":\"a\",\"x\":\"?\"},{\"id\":\"b\"}]}".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < page.length; i++) {
            // No character of windows-1252.
            page[i] = page[i] == '?' ? (byte) 0x81 : page[i];
        }
        answer(page, "Content-Type", "application/json; charset=windows-1252");
        HostPage read = host(definition()).list(Optional.empty());
        assertThat(read.records()).extracting(record -> record.key().value()).containsExactly("b");
        assertThat(read.invalid().get(0).key()).contains(key("a"));
    }

    private String firstKey() {
        return host(definition()).list(Optional.empty()).records().get(0).key().value();
    }

    private static void answer(byte[] body, String header, String value) {
        ResponseDefinitionBuilder answer =
                aResponse().withStatus(200).withHeader(header, value).withBody(body);
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
