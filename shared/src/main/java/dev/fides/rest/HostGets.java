package dev.fides.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.bounds.LimitedWork;
import dev.fides.config.request.Variables;
import dev.fides.config.service.GetMany;
import dev.fides.config.service.GetOne;
import dev.fides.config.service.HostKind;
import dev.fides.host.HostReading;
import dev.fides.host.HostReading.Absent;
import dev.fides.host.HostReading.Failed;
import dev.fides.host.HostReading.Present;
import dev.fides.json.JsonItem;
import dev.fides.model.FidesException;
import dev.fides.model.HostRecord;
import dev.fides.model.KeyPointers;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.rest.call.Keys;
import dev.fides.rest.call.Keys.ItemKey;
import dev.fides.rest.call.Known;
import dev.fides.rest.call.Parallel;
import dev.fides.rest.call.Reads;
import dev.fides.rest.call.ServiceConnection;
import dev.fides.rest.http.BodyKind;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Percent;
import dev.fides.rest.http.Queries;
import dev.fides.rest.http.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads host records by their keys, several in a request where the host can do that. */
final class HostGets {

    /** Servers and gateways refuse addresses beyond about 8,000 characters. */
    private static final int MAX_KEYS_LENGTH = 6_000;

    /**
     * Trees take up to nine times as much, and several groups are read side by side. A group whose answer is larger is
     * halved; a record alone may be larger.
     */
    static final long MAX_GROUP_BYTES = 8L * 1024 * 1024;

    private final KeyPointers key;
    private final HostKind.Rest definition;
    private final ServiceConnection connection;
    private final Reads reads;
    private final Queries one;
    private final Optional<Queries> several;
    private final Parallel parallel;
    private final AbsentAnswers absentAnswers;
    private final AtomicReference<Optional<Complaint>> complaint = new AtomicReference<>(Optional.empty());

    /**
     * What is wrong with requests for several keys.
     *
     * @param keys so many have to be asked for and answered before it is taken back
     */
    private record Complaint(int keys, String why) {}

    HostGets(
            KeyPointers key,
            HostKind.Rest definition,
            ServiceConnection connection,
            Parallel parallel,
            LimitedWork work) {
        this.key = key;
        this.definition = definition;
        this.connection = connection;
        this.reads = new Reads(connection);
        this.one = new Queries(definition.get().request(), connection.addresses());
        this.several = definition.getMany().map(many -> new Queries(many.request(), connection.addresses()));
        this.parallel = parallel;
        this.absentAnswers = new AbsentAnswers(definition.get(), work);
    }

    /** One reading for every key. */
    Map<RecordKey, HostReading> read(Collection<RecordKey> keys) {
        List<List<RecordKey>> groups = groups(new LinkedHashSet<>(keys));
        Map<RecordKey, HostReading> readings = new LinkedHashMap<>();
        parallel.map(groups, this::readGroup, HostGets::interrupted).forEach(readings::putAll);
        return readings;
    }

    private static Map<RecordKey, HostReading> interrupted(List<RecordKey> group) {
        return same(group, new Failed(new RetryableException("interrupted while reading keys " + group, null)));
    }

    private static Map<RecordKey, HostReading> same(List<RecordKey> group, HostReading reading) {
        return group.stream().collect(Collectors.toMap(Function.identity(), key -> reading));
    }

    private List<List<RecordKey>> groups(Set<RecordKey> keys) {
        List<List<RecordKey>> groups = new ArrayList<>();
        List<RecordKey> group = new ArrayList<>();
        int length = 0;
        for (RecordKey key : keys) {
            if (definition.getMany().isEmpty()
                    || !separable(key, definition.getMany().get())) {
                groups.add(List.of(key));
                continue;
            }
            int needed = Percent.encode(key.value()).length() + 3;
            if (group.size() == definition.getMany().get().max() || length + needed > MAX_KEYS_LENGTH) {
                groups.add(group);
                group = new ArrayList<>();
                length = 0;
            }
            group.add(key);
            length += needed;
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }

    /** Whether the host would find this key among others again. */
    private static boolean separable(RecordKey key, GetMany many) {
        return !key.value().contains(many.separator()) && key.value().strip().equals(key.value());
    }

    private Map<RecordKey, HostReading> readGroup(List<RecordKey> group) {
        return new GroupRead(this::readMany, this::readAlone).read(group);
    }

    private HostReading readAlone(RecordKey key) {
        try {
            return readOne(key);
        } catch (FidesException e) {
            return new Failed(e);
        }
    }

    private HostReading readOne(RecordKey key) {
        GetOne get = definition.get();
        Request request = one.of(Known.and(Variables.of(key)), Map.of());
        Answer answer = reads.get(request, get.gone());
        if (get.gone().contains(answer.status())) {
            return new Absent();
        }
        if (absentAnswers.isEmptyBody() && answer.body().length == 0) {
            return new Absent();
        }
        JsonNode body = json(request, answer);
        if (absentAnswers.isAbsent(body)) {
            return new Absent();
        }
        JsonNode item = body.at(get.record());
        HostRecord record = record(request, item);
        if (!record.key().equals(key)) {
            throw new PermanentException(
                    connection.describe(request, "asked for key " + key + ", the answer is about " + record.key()));
        }
        return new Present(record);
    }

    /** What begins like a record is one, that cannot be read; anything else may be a gateway's, and pass. */
    private JsonNode json(Request request, Answer answer) {
        try {
            return reads.json(request, answer);
        } catch (RetryableException e) {
            if (BodyKind.beginsAsJson(answer)) {
                throw new PermanentException(e.getMessage(), e);
            }
            throw e;
        }
    }

    /** What the host says about all of these, as far as it can be told from one answer. */
    private GroupAnswer readMany(List<RecordKey> group) {
        GetMany many = definition.getMany().orElseThrow();
        List<String> keys = group.stream().map(RecordKey::value).toList();
        Request request = several.orElseThrow()
                .of(Known.and(Variables.none().with(Variables.KEYS, keys, many.separator())), Map.of())
                .limited(MAX_GROUP_BYTES);
        List<JsonItem> items;
        try {
            Answer answer = reads.get(request, Set.of());
            items = readItems(request, answer, many);
        } catch (PermanentException e) {
            complaint.set(Optional.of(new Complaint(
                    1,
                    "requests for several keys are refused, and each key is asked for alone; look at host.getMany."
                            + " The last one: " + e.getMessage())));
            return GroupAnswer.nothing();
        }
        return withoutOmissions(request, group, GroupAnswer.of(group, items, key));
    }

    /**
     * A service that takes fewer keys than it is asked for, or cuts its answer to a page, leaves out records that are there. So
     * one that is missing is asked for alone; where it is there, the other missing ones are as good as not asked for.
     */
    private GroupAnswer withoutOmissions(Request request, List<RecordKey> group, GroupAnswer answer) {
        // What a cut answer leaves out is rather at its end.
        Optional<RecordKey> missing = answer.lastAbsent(group);
        if (missing.isPresent() && readAlone(missing.get()) instanceof Present present) {
            String why = connection.describe(
                    request,
                    "of " + group.size() + " keys the answer left out " + missing.get()
                            + ", which is there when it is asked for alone. Does the service take fewer keys than"
                            + " host.getMany.max, or cut its answer to a page? Until then fewer are asked for at once");
            complaint.set(Optional.of(new Complaint(group.size(), why)));
            return answer.withoutAbsent(missing.get(), present);
        }
        complaint.updateAndGet(said -> said.filter(why -> group.size() < why.keys()));
        return answer;
    }

    /** The service answered: what is wrong with its answer is no outage, and may be the fault of one record. */
    private List<JsonItem> readItems(Request request, Answer answer, GetMany many) {
        try {
            return reads.read(request, answer, body -> reads.items(request, body, many.records(), many.record()));
        } catch (RetryableException e) {
            throw new PermanentException(e.getMessage(), e);
        }
    }

    /** What is wrong with requests for several keys, until one is answered that shows the contrary. */
    Optional<String> complaint() {
        return complaint.get().map(Complaint::why);
    }

    private HostRecord record(Request request, JsonNode item) {
        if (Keys.of(item, key) instanceof ItemKey.Usable usable) {
            return new HostRecord(usable.key(), item);
        }
        String reason = ((ItemKey.Unusable) Keys.of(item, key)).reason();
        throw new PermanentException(
                connection.describe(request, reason + ": " + connection.redact(Keys.excerpt(item))));
    }
}
