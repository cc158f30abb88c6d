package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.fides.bounds.ExpendableThreads;
import dev.fides.config.SyncDefinition;
import dev.fides.config.service.HostKind;
import dev.fides.config.service.TargetKind;
import dev.fides.fakes.Threads;
import dev.fides.host.HostStore;
import dev.fides.json.Json;
import dev.fides.model.RecordKey;
import dev.fides.resilience.ManualTime;
import dev.fides.resilience.SharedResilience;
import dev.fides.rest.auth.TokenSource;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetWrite.Delete;
import dev.fides.target.TargetWrite.Expectation;
import dev.fides.target.TargetWrite.Put;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A server that answers as told, and stores that talk to it on a clock that waits for nobody. */
abstract class RestTest {

    static final long MAX_RESPONSE = 20_000;

    static WireMockServer server;
    ManualTime time;

    @BeforeAll
    static void startServer() {
        server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .extensions(new KnownKeys())
                .gzipDisabled(true));
        server.start();
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    @BeforeEach
    void resetServer() {
        server.resetAll();
        time = new ManualTime();
    }

    static Definitions definition() {
        return new Definitions("http://127.0.0.1:" + server.port());
    }

    RestStores stores() {
        return stores(scope -> {
            throw new IllegalStateException("no managed identity here");
        });
    }

    RestStores stores(TokenSource managedIdentity) {
        return stores(managedIdentity, Threads.unwatched());
    }

    RestStores stores(TokenSource managedIdentity, ExpendableThreads threads) {
        return new RestStores(SharedResilience.local(time), time.pace(), managedIdentity, MAX_RESPONSE, threads);
    }

    HostStore host(Definitions definition) {
        return host(stores(), definition.build());
    }

    TargetStore target(Definitions definition) {
        return target(stores(), definition.build());
    }

    static HostStore host(RestStores stores, SyncDefinition sync) {
        return stores.hostStore(sync, (HostKind.Rest) sync.host().kind());
    }

    static TargetStore target(RestStores stores, SyncDefinition sync) {
        return stores.targetStore(sync, (TargetKind.Rest) sync.target().kind());
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body.replace('\'', '"'));
    }

    /** Every request so far as method and address, in order. */
    static List<String> requests() {
        List<LoggedRequest> all = new ArrayList<>();
        server.getAllServeEvents().forEach(event -> all.add(event.getRequest()));
        Collections.reverse(all);
        return all.stream()
                .map(request -> request.getMethod() + " " + request.getUrl())
                .toList();
    }

    static RecordKey key(String value) {
        return new RecordKey(value);
    }

    static JsonNode document(String json) {
        return Json.parse(json.replace('\'', '"'));
    }

    static Put put(String id) {
        return put(id, Expectation.ABSENT);
    }

    static Put put(String id, Expectation expectation) {
        return new Put(key(id), Optional.of(id), document("{'id':'" + id + "'}"), expectation, "idempotency-" + id);
    }

    static Put putWithoutId(String id, Expectation expectation) {
        return new Put(key(id), Optional.empty(), document("{'name':'" + id + "'}"), expectation, "idempotency-" + id);
    }

    static Delete delete(String id) {
        return new Delete(key(id), id);
    }
}
