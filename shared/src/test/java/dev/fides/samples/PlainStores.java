package dev.fides.samples;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.host.HostContext;
import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.host.HostStoreFactory;
import dev.fides.host.HostTraits;
import dev.fides.json.Json;
import dev.fides.model.HostRecord;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.target.TargetContext;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetStoreFactory;
import dev.fides.target.TargetTraits;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Hosts and targets of one's own, as simple as they can be: they ask a service for a list, and post documents to it. */
public final class PlainStores {

    private PlainStores() {}

    /** Calls the service that {@code settings.url} names. */
    private record Calls(URI url, Duration timeout) {
        JsonNode call(String method, String path, byte[] body) {
            try {
                HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(url + path))
                                        .timeout(timeout)
                                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray());
                return Json.parse(answer.body());
            } catch (IOException e) {
                throw new PermanentException("no answer of " + url, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PermanentException("interrupted", e);
            }
        }
    }

    /** Lists everything in one page, and finds by looking through that. */
    public static final class Host implements HostStoreFactory {
        @Override
        public HostStore create(HostContext context) {
            Calls calls = new Calls(URI.create(context.settings().text("url")), context.timeout());
            return new HostStore() {
                @Override
                public HostTraits traits() {
                    return new HostTraits(false, Duration.ZERO);
                }

                @Override
                public HostPage list(Optional<String> cursor) {
                    List<HostRecord> records = new ArrayList<>();
                    calls.call("GET", "/all", new byte[0])
                            .forEach(record -> records.add(new HostRecord(context.keyOf(record), record)));
                    return new HostPage(records, List.of(), Optional.empty(), OptionalLong.empty());
                }

                @Override
                public Map<RecordKey, HostReading> get(Collection<RecordKey> keys) {
                    Map<RecordKey, HostReading> readings = new HashMap<>();
                    keys.forEach(key -> readings.put(key, new HostReading.Absent()));
                    list(Optional.empty())
                            .records()
                            .forEach(record -> readings.computeIfPresent(
                                    record.key(), (key, before) -> new HostReading.Present(record)));
                    return readings;
                }
            };
        }
    }

    /** Posts documents, and takes the ids that the service gives. */
    public static final class Target implements TargetStoreFactory {
        @Override
        public TargetStore create(TargetContext context) {
            Calls calls = new Calls(URI.create(context.settings().text("url")), context.timeout());
            return new TargetStore() {
                @Override
                public TargetTraits traits() {
                    return new TargetTraits(false, true, "posts");
                }

                @Override
                public TargetPage list(Optional<String> cursor) {
                    throw new PermanentException("it cannot be listed");
                }

                @Override
                public List<WriteResult> write(List<TargetWrite> writes) {
                    return writes.stream()
                            .<WriteResult>map(write -> new WriteResult.Confirmed(Optional.of(
                                    calls.call("POST", "/docs", Json.write(((TargetWrite.Put) write).document()))
                                            .path("id")
                                            .asText())))
                            .toList();
                }

                @Override
                public Optional<String> find(RecordKey key) {
                    return Optional.of(calls.call("GET", "/docs/" + key.value(), new byte[0])
                            .path("id")
                            .asText());
                }
            };
        }
    }
}
