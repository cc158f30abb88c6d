package dev.fides.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.host.HostTraits;
import dev.fides.host.InvalidRecord;
import dev.fides.model.FidesException;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** A host in memory: records {@code {"id":...,"value":...}} in order of their keys. */
public final class FakeHost implements HostStore {

    private final TreeMap<RecordKey, JsonNode> records = new TreeMap<>();
    private final Map<Integer, FidesException> brokenPages = new LinkedHashMap<>();
    private final int pageSize;
    private final Set<Integer> deadly = new HashSet<>();
    private Runnable moment = () -> {};
    private final Map<RecordKey, FidesException> unreadable = new LinkedHashMap<>();
    private boolean down;
    private boolean forgetful;
    private final Set<RecordKey> omitted = new HashSet<>();
    private Runnable beforeGet = () -> {};
    private List<InvalidRecord> invalid = List.of();
    private final Map<Integer, List<HostRecord>> also = new LinkedHashMap<>();
    private OptionalLong announced = OptionalLong.empty();
    private int gets;
    private int lists;
    private int answered = Integer.MAX_VALUE;
    private final Map<Integer, Integer> nextPages = new LinkedHashMap<>();

    FakeHost(int pageSize) {
        this.pageSize = pageSize;
    }

    synchronized void put(String key, String value) {
        records.put(new RecordKey(key), body(key, value));
    }

    private static JsonNode body(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put("id", key).put("value", value);
    }

    synchronized void remove(String key) {
        records.remove(new RecordKey(key));
    }

    public synchronized void fill(int count) {
        for (int i = 0; i < count; i++) {
            put(String.format("k%04d", i), "v" + i);
        }
    }

    synchronized void down() {
        down = true;
    }

    /** Does something before every call is answered: what others do meanwhile. */
    synchronized void atEveryMoment(Runnable action) {
        moment = action;
    }

    synchronized void up() {
        down = false;
        forgetful = false;
        unreadable.clear();
        brokenPages.clear();
    }

    synchronized void breakPage(int page, FidesException fault) {
        brokenPages.put(page, fault);
    }

    /** The process that reads this page dies. */
    public synchronized void killAt(int page) {
        deadly.add(page);
    }

    /** Answers 404 for every key, as a host behind a wrong address does. */
    synchronized void forgetEverything() {
        forgetful = true;
    }

    /** Does something before each question: what others do in between. */
    synchronized void beforeGet(Runnable interruption) {
        beforeGet = interruption;
    }

    /** From now on this record is left out of answers about several keys, as where an answer is cut short. */
    synchronized void omit(String key) {
        omitted.add(new RecordKey(key));
    }

    synchronized void unreadable(String key, FidesException fault) {
        unreadable.put(new RecordKey(key), fault);
    }

    synchronized void announce(long total) {
        announced = OptionalLong.of(total);
    }

    /** From now on an answer about many records holds only so many of them, as behind a limit that nobody told of. */
    synchronized void cutAnswers(int records) {
        answered = records;
    }

    /** From now on a page names this page as the next one, as a listing does that goes round. */
    synchronized void leadFrom(int page, int next) {
        nextPages.put(page, next);
    }

    /** Items without a usable key, on the first page. */
    synchronized void addInvalid(InvalidRecord item) {
        invalid = List.of(item);
    }

    /** Lists another record besides those it has. */
    synchronized void listAlso(int page, String key, String value) {
        also.computeIfAbsent(page, number -> new ArrayList<>())
                .add(new HostRecord(new RecordKey(key), body(key, value)));
    }

    synchronized Map<RecordKey, JsonNode> all() {
        return new TreeMap<>(records);
    }

    synchronized int gets() {
        return gets;
    }

    /** How many pages were asked for. */
    synchronized int lists() {
        return lists;
    }

    @Override
    public synchronized HostTraits traits() {
        return new HostTraits(!omitted.isEmpty() || answered < Integer.MAX_VALUE, Duration.ZERO);
    }

    @Override
    public synchronized HostPage list(Optional<String> cursor) {
        lists++;
        moment.run();
        failIfDown("list");
        int page = cursor.map(Integer::parseInt).orElse(0);
        if (deadly.remove(page)) {
            throw new Killed();
        }
        if (brokenPages.containsKey(page)) {
            throw brokenPages.get(page);
        }
        List<RecordKey> keys = new ArrayList<>(records.keySet());
        int from = Math.min(page * pageSize, keys.size());
        int to = Math.min(from + pageSize, keys.size());
        List<HostRecord> content = new ArrayList<>();
        keys.subList(from, to).forEach(key -> content.add(new HostRecord(key, records.get(key))));
        content.addAll(also.getOrDefault(page, List.of()));
        Optional<Integer> after = to < keys.size() ? Optional.of(page + 1) : Optional.empty();
        Optional<String> next =
                Optional.ofNullable(nextPages.get(page)).or(() -> after).map(String::valueOf);
        return new HostPage(content, page == 0 ? invalid : List.of(), next, announced);
    }

    @Override
    public synchronized Map<RecordKey, HostReading> get(Collection<RecordKey> keys) {
        moment.run();
        gets++;
        beforeGet.run();
        Map<RecordKey, HostReading> readings = new LinkedHashMap<>();
        for (RecordKey key : keys) {
            JsonNode body = records.get(key);
            if (down) {
                readings.put(key, new HostReading.Failed(new RetryableException("the host is down", null)));
            } else if (unreadable.containsKey(key)) {
                readings.put(key, new HostReading.Failed(unreadable.get(key)));
            } else if (body == null
                    || forgetful
                    || (keys.size() > 1 && omitted.contains(key))
                    || readings.size() >= answered) {
                readings.put(key, new HostReading.Absent());
            } else {
                readings.put(key, new HostReading.Present(new HostRecord(key, body)));
            }
        }
        return readings;
    }

    /** Nothing of ours may catch it. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void failIfDown(String operation) {
        if (down) {
            throw new RetryableException("the host is down: " + operation, null);
        }
    }
}
