package dev.fides.local.cosmos;

import static dev.fides.local.cosmos.CosmosTestAccount.document;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What clients for other platforms read in answers that the client for Java leaves unread. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayAnswersTest {
    private static final String DATE = "thu, 01 jan 2026 00:00:00 gmt";

    private final CosmosTestAccount account = new CosmosTestAccount();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterAll
    void close() {
        account.close();
    }

    @Test
    void an_account_says_what_its_query_engine_can_do() throws Exception {
        HttpResponse<String> answer =
                client.send(signed("", "", "").GET().build(), HttpResponse.BodyHandlers.ofString());

        JsonNode engine = new ObjectMapper()
                .readTree(new ObjectMapper()
                        .readTree(answer.body())
                        .path("queryEngineConfiguration")
                        .textValue());
        assertThat(engine.path("maxSqlQueryInputLength").intValue()).isEqualTo(262_144);
        assertThat(engine.path("maxQueryRequestTimeoutFraction").doubleValue()).isEqualTo(0.9);
        assertThat(engine.path("sqlAllowTop").booleanValue()).isTrue();
    }

    @Test
    void the_change_feed_counts_its_items_also_when_there_are_none() throws Exception {
        var container = account.container("counted", "/city");
        assertCount(changes("*"), 304, "0");
        container.createItem(document("one", "bern", 1));
        container.createItem(document("two", "bern", 2));

        HttpResponse<String> all = changes("\"0\"");
        assertCount(all, 200, "2");
        assertCount(changes(all.headers().firstValue("etag").orElseThrow()), 304, "0");
    }

    private static void assertCount(HttpResponse<String> answer, int status, String count) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("x-ms-item-count")).contains(count);
    }

    private HttpResponse<String> changes(String position) throws Exception {
        String container = "dbs/test/colls/counted";
        return client.send(
                signed(container + "/docs", "docs", container)
                        .header("A-IM", "Incremental Feed")
                        .header("If-None-Match", position)
                        .GET()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A request with the signature of the account's key. */
    private HttpRequest.Builder signed(String path, String type, String link) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(CosmosSettings.EMULATOR_KEY), "HmacSHA256"));
        String payload = String.join("\n", "get", type, link, DATE, "", "");
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
        return HttpRequest.newBuilder(URI.create(account.endpoint.address() + path))
                .header("x-ms-date", DATE)
                .header(
                        "authorization",
                        URLEncoder.encode("type=master&ver=1.0&sig=" + signature, StandardCharsets.UTF_8));
    }
}
