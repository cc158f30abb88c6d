package dev.fides.functions.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.functions.e2e.ScriptedService.Answer;
import dev.fides.functions.e2e.ScriptedService.Call;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/** Secrets are planted wherever there may be one, and looked for wherever Fides writes. */
class SecretsIT {

    private static final String GRANTED = "granted-token-7f3a";
    private static final String SESSION = "login-session-77aa";

    /** With what a JWT of RS256 begins. */
    private static final String JWT = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.";

    private static final String DEFINITION = """
            name: %s
            partitions: 1
            host:
              baseUrl: ${SECRETS_URL}
              auth: %s
              headers: { X-Tenant: "${HEADER_SECRET}" }
              key: /id
              list:
                path: /list
                query: { u: "${QUERY_SECRET}" }
                records: /value
                paging: { type: nextLink, pointer: /next }
              get: { path: "/one/{key}", query: { u: "${QUERY_SECRET}" } }
              events: { key: /data/id, secret: "${EVENT_SECRET}" }
              resilience: { attempts: 1, circuit: { openFor: PT1S } }
            mapping: secrets.jslt
            target:
              baseUrl: ${SECRETS_URL}
              auth: %s
              id: /externalId
              upsert: { method: PUT, path: "/docs/{id}" }
              delete: { method: DELETE, path: "/docs/{id}" }
              resilience: { attempts: 1, circuit: { openFor: PT1S } }
            """;

    private static final String OAUTH =
            "{ type: oauth2, tokenUrl: \"${SECRETS_URL}/token\", clientId: fides, clientSecret: \"${CLIENT_SECRET}\" }";

    private static final String OAUTH_IN_HEADER = OAUTH.replace(" }", ", clientSecretIn: header }");

    private static final String SIGNED_JWT =
            "{ type: oauth2, tokenUrl: \"${SECRETS_URL}/token\", clientId: fides, privateKey: { content: \"${PEM_KEY}\" } }";

    private static final String LOGIN = "{ type: login, token: /token, request: { path: /login,"
            + " json: { user: fides, password: \"${LOGIN_PASSWORD}\" } } }";

    private static final String AWS = "{ type: awsSigV4, region: eu-central-1, service: es, accessKeyId: AKID,"
            + " secretAccessKey: \"${AWS_SECRET}\", sessionToken: \"${AWS_SESSION}\" }";

    /** Nobody answers there: a key store that opens, and a connection that fails. */
    private static final String UNREACHABLE_TLS = "baseUrl: https://localhost:9\n"
            + "  tls: { clientCertificate: { content: \"${KEY_STORE}\", password: \"${KEY_STORE_PASSWORD}\" } }";

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<String> answers = new ArrayList<>();
    private volatile boolean refuses = true;
    private volatile boolean refusesTokens = true;

    SecretsIT() throws GeneralSecurityException {
        secrets.put("PASSWORD", "basic pass/wörd+1");
        secrets.put("TOKEN", "bearer-token-51c2");
        secrets.put("HEADER_SECRET", "header-secret-8d4e");
        secrets.put("VALUE", "header \"value\" 93b0");
        secrets.put("QUERY_SECRET", "query/secret+26fa");
        secrets.put("CLIENT_SECRET", "client&secret=4c1d");
        secrets.put("KEY_IN_QUERY", "api/key+in query 17");
        secrets.put("USER_KEY", "user-key-5e5e");
        secrets.put("LOGIN_PASSWORD", "login \"pass/wörd\" 61");
        secrets.put("AWS_SECRET", "aws/secret+key 3c3c");
        secrets.put("AWS_SESSION", "aws/session+token==");
        secrets.put("KEY_STORE_PASSWORD", "key store/pass+8f");
        secrets.put("PEM_KEY", rsaKey());
        secrets.put("EVENT_SECRET", "event-secret-0b97");
    }

    private Answer answer(Call call) {
        if (call.route().equals("POST /login") && !refusesTokens) {
            return Answer.ok("{'token':'" + SESSION + "'}");
        }
        boolean token = call.route().equals("POST /token") || call.route().equals("POST /login");
        if (token ? refusesTokens : refuses) {
            return new Answer(401, call.echo());
        }
        if (token) {
            return Answer.ok("{'access_token':'" + GRANTED + "','expires_in':3600}");
        }
        if (call.route().equals("GET /list")) {
            boolean second = call.uri().getQuery().contains("page=2");
            return Answer.ok(
                    second
                            ? "{'value':[{'id':'3'}]}"
                            : "{'value':[{'id':'1'},{'id':'bad'},{'title':'no key'}],'next':'" + call.uri()
                                    + "&page=2'}");
        }
        if (call.route().startsWith("GET /one/")) {
            return Answer.ok("{'id':'" + call.uri().getPath().substring(5) + "'}");
        }
        return call.route().endsWith("/bad") ? new Answer(400, call.echo()) : new Answer(200, "");
    }

    @Test
    void no_secret_is_in_a_log_a_document_a_message_or_an_answer() throws Exception {
        var messages = new ByteArrayOutputStream();
        try (ScriptedService service = new ScriptedService(this::answer);
                Machine machine = Machine.start("secrets", 1);
                Wire serviceBus = new Wire(machine.serviceBus().port(), messages)) {
            secrets.forEach(machine::set);
            machine.set("SECRETS_URL", service.uri());
            machine.reachServiceBusThrough(serviceBus);
            machine.define("secrets.jslt", "{\"externalId\": .id}");
            define(machine, "first", "{ type: basic, user: fides, password: \"${PASSWORD}\" }", OAUTH);
            define(
                    machine,
                    "second",
                    "{ type: bearer, token: \"${TOKEN}\" }",
                    "{ type: header, name: X-Key, value: \"${VALUE}\" }");
            define(machine, "third", OAUTH, "{ type: bearer, token: \"${TOKEN}\" }");
            machine.set("KEY_STORE", keyStore(secrets.get("KEY_STORE_PASSWORD")));
            define(
                    machine,
                    "fourth",
                    "{ type: query, name: api_key, value: \"${KEY_IN_QUERY}\" }",
                    "{ type: basic, user: \"${USER_KEY}\", password: \"\" }");
            define(machine, "fifth", LOGIN, OAUTH_IN_HEADER);
            define(machine, "sixth", SIGNED_JWT, AWS);
            machine.define(
                    "seventh.yaml",
                    DEFINITION
                            .formatted("seventh", "{ type: none }", LOGIN)
                            .replaceFirst("baseUrl: \\$\\{SECRETS_URL}", Matcher.quoteReplacement(UNREACHABLE_TLS)));
            Api api = machine.startFunctions();

            // No token for the host, then a host that repeats what it was sent.
            for (String sync : List.of("third", "fifth", "sixth", "seventh")) {
                fail(api, sync);
            }
            refusesTokens = false;
            for (String sync : List.of("first", "fourth")) {
                fail(api, sync);
            }
            refuses = false;
            for (String sync : List.of("first", "second", "fourth", "fifth", "sixth")) {
                succeed(api, sync);
            }

            Map<String, String> written = new LinkedHashMap<>();
            written.put("answers", String.join("\n", answers));
            written.put("log", machine.log());
            written.put("documents", String.join("\n", machine.cosmos().documents()));
            written.put("messages", messages.toString(ISO_8859_1));
            assertThat(written.get("answers")).contains("401", "***", "TARGET_REFUSED");
            assertThat(written.get("log")).contains("record parked");
            assertThat(written.get("documents")).contains("\"bad\"", "TARGET_REFUSED");
            assertThat(written.get("messages")).contains("\"externalId\"");
            written.forEach((place, text) -> requireNone(place, text, machine));
        }
    }

    private static String rsaKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END PRIVATE KEY-----\n";
    }

    /** As an app setting has it; made by the JDK's keytool. */
    private static String keyStore(String password) throws Exception {
        Path file = Files.createTempDirectory("secrets").resolve("client.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=client",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        String store = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        Files.delete(file);
        return store;
    }

    private static void define(Machine machine, String name, String host, String target) throws Exception {
        machine.define(name + ".yaml", DEFINITION.formatted(name, host, target));
    }

    /** An import and an explanation that cannot be had. */
    private void fail(Api api, String sync) {
        RunView run = api.runImport(sync).requireStatus("FAILED");
        assertThat(run.error()).containsAnyOf("401", "no access token", "no token", "no connection", "circuit");
        answers.add(run.json().toString());
        answers.add(api.explain(sync, "1").text());
        answers.add(api.refresh(sync, "1").text());
        look(api, sync);
    }

    private void succeed(Api api, String sync) {
        String target = "syncs/" + sync + "/circuits/target";
        String host = "syncs/" + sync + "/circuits/host";
        answers.add(api.post(host, "{\"state\":\"closed\"}").text());
        answers.add(api.post(target, "{\"state\":\"closed\"}").text());
        RunView run = api.runImport(sync).requireStatus("COMPLETED_WITH_FAILURES");
        assertThat(run.counter("read")).isEqualTo(4);
        answers.add(run.json().toString());
        answers.add(api.explain(sync, "bad").text());
        answers.add(api.refresh(sync, "bad").text());
        answers.add(api.post("events/" + sync, "{\"data\":{\"id\":\"1\"}}").text());
        look(api, sync);
    }

    private void look(Api api, String sync) {
        for (String path : List.of(
                "syncs",
                "syncs/" + sync,
                "syncs/" + sync + "/runs",
                "syncs/" + sync + "/failures",
                "rejected",
                "health")) {
            answers.add(api.get(path).text());
        }
    }

    private void requireNone(String place, String text, Machine machine) {
        List<String> all = new ArrayList<>(secrets.values());
        all.addAll(List.of(GRANTED, SESSION, JWT));
        all.add(secrets.get("PEM_KEY").lines().skip(1).findFirst().orElseThrow());
        all.add(machine.cosmos().connectionString().replaceFirst(".*AccountKey=([^;]*);.*", "$1"));
        all.add(machine.serviceBus().connectionString().replaceFirst(".*SharedAccessKey=([^;]*);.*", "$1"));
        for (String secret : all) {
            assertThat(text.contains(secret)).as("%s in %s", secret, place).isFalse();
            String inAddress = URLEncoder.encode(secret, UTF_8);
            assertThat(text.contains(inAddress))
                    .as("%s in %s", inAddress, place)
                    .isFalse();
            assertThat(text.contains(inAddress.replace("+", "%20")))
                    .as("%s in %s", inAddress, place)
                    .isFalse();
            String inJson = secret.replace("\"", "\\\"");
            assertThat(text.contains(inJson)).as("%s in %s", inJson, place).isFalse();
        }
        for (String pair : List.of(
                "fides:" + secrets.get("PASSWORD"),
                "fides:" + URLEncoder.encode(secrets.get("CLIENT_SECRET"), UTF_8),
                secrets.get("USER_KEY") + ":")) {
            String inHeader = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
            assertThat(text.contains(inHeader)).as("%s in %s", inHeader, place).isFalse();
        }
    }
}
