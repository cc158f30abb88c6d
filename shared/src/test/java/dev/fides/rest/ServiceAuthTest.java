package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.fides.config.access.Auth;
import dev.fides.config.access.Auth.Proof;
import dev.fides.config.access.JwtAlgorithm;
import dev.fides.config.access.LoginCall;
import dev.fides.config.access.LoginCall.Lifetime;
import dev.fides.config.access.LoginCall.TokenAt;
import dev.fides.config.service.Paging;
import dev.fides.config.source.Secret;
import dev.fides.config.source.Template;
import dev.fides.host.HostStore;
import dev.fides.json.Json;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLDecoder;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Ways to show who asks that some services want: each against a server that checks it. */
class ServiceAuthTest extends RestTest {

    private static final String OK = "{'value':[]}";

    @Test
    void an_empty_password_is_sent_as_such_and_its_user_is_the_secret() {
        server.stubFor(any(anyUrl()).willReturn(json(400, "who is key-1234?")));
        HostStore store = host(definition().auth(new Auth.Basic("key-1234", Secret.of(""))));

        assertThatThrownBy(() -> store.list(Optional.empty())).hasMessageContaining("who is ***?");
        server.verify(getRequestedFor(anyUrl()).withBasicAuth(basic("key-1234", "")));
    }

    @Test
    void a_key_in_the_query_is_sent_with_every_request_and_is_in_no_message_and_no_cursor() {
        server.stubFor(get(urlPathEqualTo("/cities")).willReturn(json(403, "no")));
        server.stubFor(get(urlPathEqualTo("/cities"))
                .withQueryParam("api key", equalTo("k+e/y 1"))
                .willReturn(json(200, "{'value':[{'id':1}],'next':'/cities?api%20key=k%2Be%2Fy%201&page=2'}")));
        HostStore store = host(definition()
                .auth(new Auth.Query("api key", Secret.of("k+e/y 1")))
                .paging(new Paging.NextLink(Definitions.pointer("/next"))));

        String cursor = store.list(Optional.empty()).next().orElseThrow();
        assertThat(cursor).endsWith(":/cities?page=2");
        server.resetAll();
        server.stubFor(any(anyUrl()).willReturn(json(400, "k+e/y 1 or k%2Be%2Fy%201 or k%2Be%2Fy+1?")));
        assertThatThrownBy(() -> store.list(Optional.of(cursor)))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("GET /cities?page=2: status 400: *** or *** or ***?");
        assertThat(requests()).containsExactly("GET /cities?page=2&api%20key=k%2Be%2Fy%201");
    }

    @Test
    void a_client_secret_in_the_header_is_encoded_as_the_standard_says_and_shown_in_no_form() {
        server.stubFor(post("/token")
                .withBasicAuth("id%20%26", "s3cret%2B%3A")
                .withRequestBody(equalTo("grant_type=client_credentials&audience=api&resource=r%2F1"))
                .willReturn(json(200, "{'access_token':'t1'}")));
        server.stubFor(any(urlPathEqualTo("/cities")).willReturn(json(200, OK)));
        Map<String, Template> parameters = new LinkedHashMap<>();
        parameters.put("audience", Template.of("api"));
        parameters.put("resource", Template.of("r/1"));
        Auth auth =
                new Auth.OAuth2(address("/token"), "id &", new Proof.SecretInHeader(Secret.of("s3cret+:")), parameters);

        host(definition().auth(auth)).list(Optional.empty());
        server.verify(getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer t1")));

        String pair = Base64.getEncoder().encodeToString("id%20%26:s3cret%2B%3A".getBytes(UTF_8));
        server.stubFor(post("/token").willReturn(json(401, "not " + pair + " nor s3cret%2B%3A nor s3cret+:")));
        assertThatThrownBy(() -> host(definition().auth(auth)).list(Optional.empty()))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("status 401: not *** nor *** nor ***");
    }

    @ParameterizedTest
    @EnumSource(JwtAlgorithm.class)
    void a_token_end_point_that_verifies_the_jwt_gives_a_token(JwtAlgorithm algorithm) throws Exception {
        KeyPair pair = keys(algorithm);
        server.stubFor(post("/token").willReturn(json(200, "{'access_token':'t1'}")));
        server.stubFor(any(urlPathEqualTo("/cities")).willReturn(json(200, OK)));
        Auth auth = new Auth.OAuth2(
                address("/token"),
                "client-1",
                new Proof.PrivateKeyJwt(pair.getPrivate(), algorithm, Optional.of("key-7"), Optional.empty()),
                Map.of());
        HostStore store = host(definition().auth(auth));
        store.list(Optional.empty());
        time.advance(Duration.ofMinutes(10));
        store.list(Optional.empty());

        List<LoggedRequest> asked = server.findAll(postRequestedFor(urlEqualTo("/token")));
        assertThat(asked).hasSize(2);
        JsonNode first = verified(asked.get(0), algorithm, pair);
        assertThat(first.path("exp").longValue() - first.path("iat").longValue())
                .isBetween(60L, 600L);
        assertThat(verified(asked.get(1), algorithm, pair).path("jti")).isNotEqualTo(first.path("jti"));

        String assertion = form(asked.get(0)).get("client_assertion");
        server.resetAll();
        server.stubFor(post("/token")
                .willReturn(aResponse()
                        .withStatus(400)
                        .withTransformers("response-template")
                        .withBody("what is {{request.body}}")));
        time.advance(Duration.ofMinutes(10));
        assertThatThrownBy(() -> store.list(Optional.empty()))
                .hasMessageContaining("status 400")
                .hasMessageNotContaining(assertion.substring(0, 20));
    }

    /** As an authorization server does (RFC 7523, section 3), with the public key alone. */
    private static JsonNode verified(LoggedRequest request, JwtAlgorithm algorithm, KeyPair pair) throws Exception {
        Map<String, String> form = form(request);
        assertThat(form)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_id", "client-1")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .doesNotContainKey("client_secret");
        String[] parts = form.get("client_assertion").split("\\.", -1);
        Signature signature = switch (algorithm) {
            case RS256 -> Signature.getInstance("SHA256withRSA");
            case PS256 -> Signature.getInstance("RSASSA-PSS");
            case ES256 -> Signature.getInstance("SHA256withECDSA");
        };
        if (algorithm == JwtAlgorithm.PS256) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initVerify(pair.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
        byte[] bytes = Base64.getUrlDecoder().decode(parts[2]);
        assertThat(signature.verify(algorithm == JwtAlgorithm.ES256 ? der(bytes) : bytes))
                .isTrue();
        JsonNode header = Json.parse(Base64.getUrlDecoder().decode(parts[0]));
        assertThat(header.path("alg").asText()).isEqualTo(algorithm.name());
        assertThat(header.path("kid").asText()).isEqualTo("key-7");
        JsonNode claims = Json.parse(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(claims.path("iss").asText()).isEqualTo("client-1");
        assertThat(claims.path("sub").asText()).isEqualTo("client-1");
        assertThat(claims.path("aud").asText()).isEqualTo(address("/token").toString());
        return claims;
    }

    /** A JWS has the two numbers one after the other (RFC 7518, section 3.4), X9.62 as a sequence of integers. */
    private static byte[] der(byte[] signature) {
        assertThat(signature).hasSize(64);
        byte[] r = new BigInteger(1, Arrays.copyOfRange(signature, 0, 32)).toByteArray();
        byte[] s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)).toByteArray();
        var sequence = new ByteArrayOutputStream();
        sequence.write(0x30);
        sequence.write(4 + r.length + s.length);
        for (byte[] number : List.of(r, s)) {
            sequence.write(2);
            sequence.write(number.length);
            sequence.writeBytes(number);
        }
        return sequence.toByteArray();
    }

    private static KeyPair keys(JwtAlgorithm algorithm) throws Exception {
        if (algorithm == JwtAlgorithm.ES256) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    @Test
    void a_login_is_made_once_for_all_calls_and_again_when_its_token_is_refused() {
        server.stubFor(post("/login")
                .withRequestBody(equalToJson("{\"user\":\"me\",\"password\":\"pass-word\"}"))
                .willReturn(json(200, "{'token':'one'}")));
        server.stubFor(any(urlPathEqualTo("/cities")).willReturn(json(401, "")));
        server.stubFor(any(urlPathEqualTo("/cities"))
                .withHeader("Authorization", equalTo("Bearer one"))
                .willReturn(json(200, OK)));
        HostStore store = host(definition().auth(login(new TokenAt.Member(Definitions.pointer("/token")), "PT1H")));
        List<CompletableFuture<?>> calls = IntStream.range(0, 8)
                .<CompletableFuture<?>>mapToObj(i -> CompletableFuture.runAsync(() -> store.list(Optional.empty())))
                .toList();
        calls.forEach(CompletableFuture::join);
        server.verify(1, postRequestedFor(urlEqualTo("/login")));

        server.resetAll();
        server.stubFor(post("/login").willReturn(json(201, "{'token':'two'}")));
        server.stubFor(any(urlPathEqualTo("/cities")).willReturn(json(401, "")));
        server.stubFor(any(urlPathEqualTo("/cities"))
                .withHeader("Authorization", equalTo("Bearer two"))
                .willReturn(json(200, OK)));
        store.list(Optional.empty());
        assertThat(requests()).containsExactly("GET /cities?$orderby=id", "POST /login", "GET /cities?$orderby=id");
    }

    @Test
    void a_login_that_fails_shows_no_secret() {
        server.stubFor(post("/login").willReturn(json(401, "no pass-word, no pass-w%C3%B6rd for me")));
        HostStore store = host(definition().auth(login(new TokenAt.Member(Definitions.pointer("/token")), "PT1H")));

        assertThatThrownBy(() -> store.list(Optional.empty()))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("no token from the login at 127.0.0.1/login: status 401: no ***, no *** for me");
    }

    @Test
    void a_session_may_come_in_a_header_or_a_cookie() {
        server.stubFor(post("/login")
                .willReturn(json(200, "")
                        .withHeader("X-Subject-Token", "h-1")
                        .withHeader("Set-Cookie", "other=1", "SID=c-1; Path=/; HttpOnly")));
        server.stubFor(any(urlPathEqualTo("/cities")).willReturn(json(200, OK)));

        host(definition()
                        .auth(new Auth.Login(
                                call(), new TokenAt.Header("X-Subject-Token"), hour(), "X-Auth-Token", "")))
                .list(Optional.empty());
        server.verify(getRequestedFor(anyUrl()).withHeader("X-Auth-Token", equalTo("h-1")));
        host(definition().auth(new Auth.Login(call(), new TokenAt.Cookie("SID"), hour(), "Cookie", "SID=")))
                .list(Optional.empty());
        server.verify(getRequestedFor(anyUrl()).withHeader("Cookie", equalTo("SID=c-1")));
    }

    @ParameterizedTest
    @CsvSource({"3600", "'\"3600\"'", "AT", "MILLIS", "ISO"})
    void a_login_says_when_its_token_ends(String said) {
        long end = time.instant().plusSeconds(3600).getEpochSecond();
        String expires = switch (said) {
            case "AT" -> Long.toString(end);
            case "MILLIS" -> Long.toString(end * 1000);
            case "ISO" -> "\"" + Instant.ofEpochSecond(end).atOffset(ZoneOffset.ofHours(2)) + "\"";
            default -> said;
        };
        server.stubFor(post("/login").willReturn(json(200, "{'token':'one','ends':" + expires + "}")));
        server.stubFor(any(urlPathEqualTo("/cities")).willReturn(json(200, OK)));
        HostStore store = host(definition()
                .auth(new Auth.Login(
                        call(),
                        new TokenAt.Member(Definitions.pointer("/token")),
                        new Lifetime.Member(Definitions.pointer("/ends")),
                        "Authorization",
                        "Bearer ")));
        store.list(Optional.empty());
        time.advance(Duration.ofMinutes(54));
        store.list(Optional.empty());
        server.verify(1, postRequestedFor(urlEqualTo("/login")));
        time.advance(Duration.ofMinutes(2));
        store.list(Optional.empty());
        server.verify(2, postRequestedFor(urlEqualTo("/login")));
    }

    @ParameterizedTest
    @CsvSource({
        "'', no token at \"/token\"",
        "{'tokn':'sec-ret'}, no token at \"/token\"",
        "'{''token'':null,''error'':''account locked''}', no token at \"/token\"",
        "sec-ret, the answer is not JSON",
        "'{''token'':''sec-ret'',''ends'':''soon''}', 'expected seconds, or a date and time, at \"/ends\"'"
    })
    void an_answer_without_a_token_is_described_without_what_it_holds(String body, String message) {
        server.stubFor(post("/login").willReturn(json(200, body)));
        Auth auth = new Auth.Login(
                call(),
                new TokenAt.Member(Definitions.pointer("/token")),
                new Lifetime.Member(Definitions.pointer("/ends")),
                "Authorization",
                "Bearer ");

        assertThatThrownBy(() -> host(definition().auth(auth)).list(Optional.empty()))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("sec-ret");
    }

    @Test
    void a_request_is_signed_for_aws_each_time_anew() {
        server.stubFor(any(anyUrl()).willReturn(json(403, "{'SecretKey':'aws-secret-1','Token':'session-1'}")));
        Auth auth = new Auth.AwsSigV4(
                "eu-central-1", "es", "AKID", Secret.of("aws-secret-1"), Optional.of(Secret.of("session-1")));

        assertThat(target(definition().auth(auth))
                        .write(List.of(put("a b/ü")))
                        .get(0)
                        .toString())
                .contains("403")
                .doesNotContain("aws-secret-1", "session-1");

        LoggedRequest request = server.findAll(anyRequestedFor(anyUrl())).get(0);
        assertThat(request.getHeader("X-Amz-Security-Token")).isEqualTo("session-1");
        assertThat(request.getHeader("Authorization"))
                .isEqualTo(AwsVerifier.expected(request, "aws-secret-1"))
                .contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token");
    }

    private static Auth login(TokenAt token, String lifetime) {
        return new Auth.Login(call(), token, new Lifetime.Fixed(Duration.parse(lifetime)), "Authorization", "Bearer ");
    }

    private static Lifetime hour() {
        return new Lifetime.Fixed(Duration.ofHours(1));
    }

    private static LoginCall call() {
        return new LoginCall(
                "POST",
                address("/login"),
                Map.of(),
                Optional.of(new LoginCall.Body(
                        "application/json", Secret.of("{\"user\":\"me\",\"password\":\"pass-word\"}"))),
                List.of(Secret.of("pass-word"), Secret.of("pass-wörd")));
    }

    private static BasicCredentials basic(String user, String password) {
        return new BasicCredentials(user, password);
    }

    private static URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static Map<String, String> form(LoggedRequest request) {
        return Arrays.stream(request.getBodyAsString().split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
    }
}
