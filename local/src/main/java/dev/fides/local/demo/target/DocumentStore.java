package dev.fides.local.demo.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.demo.DemoJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The documents of the demo target by id, kept as text with sorted members, so that equal documents are equal text. */
final class DocumentStore {

    static final String EXTERNAL_ID = "externalId";

    /** A document and its id. */
    record Entry(String id, String document) {}

    private final NavigableMap<String, String> documents = new TreeMap<>();
    /** Ids by external id, only where they differ. */
    private final Map<String, TreeSet<String>> ids = new HashMap<>();

    synchronized int size() {
        return documents.size();
    }

    synchronized Optional<Entry> find(String id) {
        return Optional.ofNullable(documents.get(id)).map(document -> new Entry(id, document));
    }

    /** Every document with this external id; more than one only if something went wrong. */
    synchronized List<Entry> findByExternalId(String externalId) {
        var given = ids.getOrDefault(externalId, new TreeSet<>()).stream();
        return Stream.concat(Stream.of(externalId), given)
                .flatMap(id -> find(id).stream())
                .toList();
    }

    /** At most {@code max} documents whose ids come after {@code after} in the order of text. */
    synchronized List<Entry> page(String after, int max) {
        return documents.tailMap(after, false).entrySet().stream()
                .limit(max)
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Applies one write and says what became of it. */
    synchronized ActionOutcome apply(WriteAction write) {
        boolean there = documents.containsKey(write.id());
        if (write instanceof WriteAction.Index index) {
            put(index.id(), index.document());
            return there ? ActionOutcome.UPDATED : ActionOutcome.CREATED;
        }
        if (write instanceof WriteAction.Create create) {
            if (there) {
                return ActionOutcome.error(409, "There is a document " + create.id() + " already.");
            }
            put(create.id(), create.document());
            return ActionOutcome.CREATED;
        }
        if (!there) {
            return ActionOutcome.notFound(write.id());
        }
        if (write instanceof WriteAction.Update update) {
            put(update.id(), merge(DemoJson.readObject(documents.get(update.id())), update.patch()));
            return ActionOutcome.UPDATED;
        }
        remove(write.id());
        return ActionOutcome.DELETED;
    }

    /** Hex SHA-256 over all ids and documents in the order of ids. */
    synchronized String digest() {
        MessageDigest digest = sha256();
        documents.forEach((id, document) -> digest.update((id + "\n" + document + "\n").getBytes(UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    synchronized void clear() {
        documents.clear();
        ids.clear();
    }

    private void put(String id, ObjectNode document) {
        if (documents.containsKey(id)) {
            remove(id);
        }
        documents.put(id, DemoJson.writeSorted(document));
        String externalId = document.path(EXTERNAL_ID).asText(id);
        if (!externalId.equals(id)) {
            ids.computeIfAbsent(externalId, unseen -> new TreeSet<>()).add(id);
        }
    }

    private void remove(String id) {
        String externalId =
                DemoJson.read(documents.remove(id)).path(EXTERNAL_ID).asText(id);
        var given = ids.get(externalId);
        if (given != null && given.remove(id) && given.isEmpty()) {
            ids.remove(externalId);
        }
    }

    private static ObjectNode merge(ObjectNode document, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            if (member.getValue().isNull()) {
                document.remove(member.getKey());
            } else if (member.getValue() instanceof ObjectNode inner) {
                var before = document.get(member.getKey()) instanceof ObjectNode object ? object : DemoJson.object();
                document.set(member.getKey(), merge(before, inner));
            } else {
                document.set(member.getKey(), member.getValue());
            }
        }
        return document;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
