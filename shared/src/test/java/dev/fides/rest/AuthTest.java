package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.config.access.Auth;
import dev.fides.config.service.Paging;
import dev.fides.config.source.Secret;
import dev.fides.config.source.Template;
import dev.fides.host.HostStore;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.rest.auth.AccessToken;
import dev.fides.rest.auth.TokenSource;
import dev.fides.rest.http.Messages;
import dev.fides.target.TargetStore;
import dev.fides.target.WriteResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthTest extends RestTest {

    private static final String OK = "{'value':[]}";

    @Test
    void fixed_credentials_and_headers_are_sent_with_every_request() {
        server.stubFor(any(anyUrl()).willReturn(json(200, OK)));
        host(definition().auth(new Auth.Basic("me", Secret.of("pässword")))).list(Optional.empty());
        host(definition().auth(new Auth.Bearer(Secret.of("tok")))).list(Optional.empty());
        host(definition().auth(new Auth.Header("X-Api-Key", Secret.of("k"))).header("X-Tenant", "t"))
                .list(Optional.empty());
        server.verify(1, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Basic bWU6cMOkc3N3b3Jk")));
        server.verify(1, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer tok")));
        server.verify(
                1,
                getRequestedFor(anyUrl()).withHeader("X-Api-Key", equalTo("k")).withHeader("X-Tenant", equalTo("t")));
    }

    @Test
    void a_token_is_got_once_by_all_threads_and_renewed_before_it_ends() {
        tokens("{'access_token':'first','expires_in':3600}");
        HostStore store = host(definition().auth(oauth2()));
        List<RecordKey> keys =
                IntStream.range(0, 20).mapToObj(i -> key("k" + i)).toList();
        server.stubFor(any(anyUrl()).atPriority(9).willReturn(json(404, "")));
        store.get(keys);
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/token"))
                        .withRequestBody(
                                equalTo("grant_type=client_credentials&client_id=id%20%26&client_secret=s3cret%2B"
                                        + "&scope=all")));
        tokens("{'access_token':'second','expires_in':'3600'}");
        time.advance(Duration.ofMinutes(54));
        store.get(keys);
        server.verify(1, postRequestedFor(urlEqualTo("/token")));
        time.advance(Duration.ofMinutes(2));
        store.get(keys);
        server.verify(2, postRequestedFor(urlEqualTo("/token")));
        server.resetRequests();
        store.get(keys);
        server.verify(20, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer second")));
    }

    @Test
    void a_token_that_is_still_valid_is_used_while_the_token_endpoint_is_down() {
        tokens("{'access_token':'first','expires_in':3600}");
        server.stubFor(get(urlPathEqualTo("/cities")).willReturn(json(200, OK)));
        HostStore store = host(definition().auth(oauth2()));
        store.list(Optional.empty());
        server.stubFor(post("/token").willReturn(json(500, "")));
        time.advance(Duration.ofMinutes(58));
        assertThat(store.list(Optional.empty()).records()).isEmpty();
        time.advance(Duration.ofMinutes(3));
        assertThatThrownBy(() -> store.list(Optional.empty())).isInstanceOf(RetryableException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_refused_token_is_renewed_once(int status) {
        tokens("{'access_token':'old','expires_in':3600}");
        server.stubFor(get(urlPathEqualTo("/cities")).willReturn(json(status, "")));
        server.stubFor(get(urlPathEqualTo("/cities"))
                .withHeader("Authorization", equalTo("Bearer new"))
                .willReturn(json(200, OK)));
        HostStore store = host(definition().auth(oauth2()));
        assertThatThrownBy(() -> store.list(Optional.empty())).isInstanceOf(RetryableException.class);
        server.verify(2, postRequestedFor(urlEqualTo("/token")));
        tokens("{'access_token':'new','expires_in':3600}");
        time.advance(Duration.ofMinutes(1));
        store.list(Optional.empty());
        server.verify(3, postRequestedFor(urlEqualTo("/token")));
        server.verify(4, getRequestedFor(urlPathEqualTo("/cities")));
    }

    @Test
    void a_forbidden_record_asks_for_a_new_token_once_and_costs_the_others_nothing() {
        tokens("{'access_token':'first','expires_in':3600}");
        server.stubFor(any(urlPathEqualTo("/docs/a")).willReturn(json(403, "")));
        server.stubFor(any(urlPathEqualTo("/docs/b")).willReturn(json(200, "")));
        TargetStore store = target(definition().auth(oauth2()));
        assertThat(store.write(List.of(put("a"))).get(0)).isInstanceOf(WriteResult.Refused.class);
        assertThat(requests()).containsExactly("POST /token", "PUT /docs/a", "POST /token", "PUT /docs/a");
        server.stubFor(post("/token").willReturn(json(500, "")));
        time.advance(Duration.ofMinutes(1));
        assertThat(store.write(List.of(put("a"))).get(0)).isInstanceOf(WriteResult.Refused.class);
        assertThat(store.write(List.of(put("b"))).get(0)).isInstanceOf(WriteResult.Confirmed.class);
        server.verify(3, postRequestedFor(urlEqualTo("/token")));
    }

    @Test
    void without_a_token_nothing_is_sent_and_a_write_is_unavailable() {
        server.stubFor(post("/token").willReturn(json(400, "{'error':'invalid s3cret+'}")));
        List<WriteResult> results = target(definition().auth(oauth2())).write(List.of(put("a")));
        assertThat(results.get(0))
                .isInstanceOfSatisfying(
                        WriteResult.Unavailable.class,
                        result -> assertThat(result.message())
                                .contains("no access token", "status 400", "invalid")
                                .doesNotContain("s3cret"));
        assertThat(requests()).containsExactly("POST /token");
    }

    @Test
    void a_managed_identity_token_comes_from_outside_and_is_kept() {
        server.stubFor(any(anyUrl()).willReturn(json(200, OK)));
        AtomicInteger asked = new AtomicInteger();
        TokenSource source = scope -> {
            asked.incrementAndGet();
            return new AccessToken(
                    Secret.of("identity-of-" + scope), time.instant().plusSeconds(3600));
        };
        HostStore store = host(
                stores(source),
                definition().auth(new Auth.ManagedIdentity("api")).build());
        store.list(Optional.empty());
        store.list(Optional.empty());
        assertThat(asked).hasValue(1);
        server.verify(2, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer identity-of-api")));
    }

    @Test
    void no_message_shows_a_secret() {
        server.stubFor(any(anyUrl()).willReturn(json(400, "you sent tok-en-1 and he-ader-1\\u0007\nbye")));
        HostStore store =
                host(definition().auth(new Auth.Bearer(Secret.of("tok-en-1"))).header("X-Custom", "he-ader-1"));
        assertThatThrownBy(() -> store.list(Optional.of("1.0.a:x")))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("you sent *** and ***")
                .hasMessageEndingWith("bye (cities/host)");
        assertThat(Messages.address(URI.create("http://h/p?a=1&api_key=x%20y&sig=z&b=2")))
                .isEqualTo("/p?a=1&api_key=***&sig=***&b=2");
    }

    @Test
    void a_secret_in_a_query_is_in_no_message_and_in_no_cursor_and_is_sent_with_every_page() {
        String secret = "s3cret/with+signs";
        String echoed = "/cities?u=s3cret%2Fwith%2Bsigns&page=2";
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'value':[{'id':1}],'next':'" + echoed + "'}")));
        HostStore store = host(
                definition().secretParameter("u", secret).paging(new Paging.NextLink(Definitions.pointer("/next"))));
        String cursor = store.list(Optional.empty()).next().orElseThrow();
        assertThat(cursor).contains("page=2").doesNotContain("s3cret");

        server.resetAll();
        server.stubFor(any(anyUrl()).willReturn(json(400, "what is u=" + secret + " or s3cret%2Fwith%2Bsigns?")));
        assertThatThrownBy(() -> store.list(Optional.of(cursor)))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("/cities?u=***&page=2")
                .hasMessageNotContaining("s3cret");
        server.verify(1, getRequestedFor(urlEqualTo(echoed)));
    }

    @Test
    void a_failing_token_endpoint_that_echoes_the_form_shows_no_secret() {
        server.stubFor(post("/token").willReturn(json(400, "bad: client_secret=s3cret%2B and s3cret+")));
        assertThatThrownBy(() -> host(definition().auth(oauth2())).list(Optional.empty()))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("client_secret=*** and ***")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_header_that_cannot_be_sent_is_named_without_its_value() {
        assertThatThrownBy(() -> host(definition().header("X-Custom", "line\nbreak-secret")))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("X-Custom")
                .hasMessageNotContaining("break-secret");
    }

    private static Auth oauth2() {
        return new Auth.OAuth2(
                URI.create("http://127.0.0.1:" + server.port() + "/token"),
                "id &",
                new Auth.Proof.SecretInBody(Secret.of("s3cret+")),
                Map.of("scope", Template.of("all")));
    }

    private static void tokens(String body) {
        server.stubFor(post("/token")
                .withHeader("Content-Type", containing("x-www-form-urlencoded"))
                .willReturn(json(200, body)));
    }
}
