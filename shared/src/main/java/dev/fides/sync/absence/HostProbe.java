package dev.fides.sync.absence;

import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.sync.Sync;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks a host by key for a few records that it has just listed, several together and one alone, since these may be
 * different requests. What is odd is looked at twice, listing and record: a record may go or change in between.
 */
final class HostProbe {

    /** Enough to meet a fault that hides most records, few enough to cost an import nothing that one would notice. */
    private static final int KEYS = 3;

    private final Sync sync;

    HostProbe(Sync sync) {
        this.sync = sync;
    }

    /**
     * What a probe found out.
     *
     * @param found how many of the records the host found
     * @param missed a listed record that it says it does not have
     * @param brief a listed record whose content differs from the one that it gives by key
     * @param unanswered a listed record about which it gives no usable answer
     */
    record Findings(
            int found, Optional<Missed> missed, Optional<Brief> brief, Optional<HostReading.Failed> unanswered) {}

    /**
     * A listed record that the host says it does not have.
     *
     * @param alone whether it was asked for alone
     */
    record Missed(RecordKey key, boolean alone) {}

    /** A record as it is listed and as it is when asked for by key. */
    record Brief(HostRecord listed, HostRecord read) {}

    /** One round of questions about the same keys. */
    private record Answers(Map<RecordKey, HostReading> together, RecordKey lone, HostReading alone) {

        boolean isMissing(RecordKey key) {
            return isAbsent(together.get(key)) || (key.equals(lone) && isAbsent(alone));
        }

        Optional<HostRecord> record(RecordKey key) {
            return together.get(key) instanceof HostReading.Present present
                    ? Optional.of(present.record())
                    : Optional.empty();
        }

        private static boolean isAbsent(HostReading reading) {
            return reading instanceof HostReading.Absent;
        }
    }

    /**
     * Asks for some records of a page; a key that comes twice on it says nothing.
     *
     * @param listed records of the page
     * @param again lists the same page again; called only where something is odd
     * @param place where to begin, so that not the same records are asked for every time
     * @return empty when there is nothing to ask for
     */
    Optional<Findings> ask(List<HostRecord> listed, Supplier<HostPage> again, int place) {
        Map<RecordKey, HostRecord> sample = sample(listed, place);
        if (sample.isEmpty()) {
            return Optional.empty();
        }
        Answers first = answers(sample);
        List<HostRecord> odd = sample.values().stream()
                .filter(record -> first.isMissing(record.key()) || differs(record, first))
                .toList();
        Optional<Missed> missed = Optional.empty();
        Optional<Brief> brief = Optional.empty();
        if (!odd.isEmpty()) {
            Map<RecordKey, HostRecord> still = new LinkedHashMap<>();
            again.get().records().forEach(record -> still.put(record.key(), record));
            Answers second = answers(sample);
            for (HostRecord record : odd) {
                RecordKey key = record.key();
                if (still.containsKey(key) && first.isMissing(key) && second.isMissing(key)) {
                    missed = missed.or(() -> Optional.of(missed(key, second)));
                } else if (sameTwice(record, Optional.ofNullable(still.get(key)), first, second)) {
                    brief = brief.or(() -> second.record(key).map(read -> new Brief(record, read)));
                }
            }
        }
        List<HostReading> readings = new ArrayList<>(first.together().values());
        readings.add(first.alone());
        int found = (int) sample.keySet().stream()
                .filter(key -> first.record(key).isPresent())
                .count();
        return Optional.of(new Findings(found, missed, brief, failed(readings)));
    }

    private static Optional<HostReading.Failed> failed(List<HostReading> readings) {
        return readings.stream()
                .filter(HostReading.Failed.class::isInstance)
                .map(HostReading.Failed.class::cast)
                .findFirst();
    }

    private static Missed missed(RecordKey key, Answers answers) {
        return new Missed(key, key.equals(answers.lone()) && Answers.isAbsent(answers.alone()));
    }

    /** Evenly over the page. */
    private static Map<RecordKey, HostRecord> sample(List<HostRecord> page, int place) {
        Map<RecordKey, Integer> times = new HashMap<>();
        page.forEach(record -> times.merge(record.key(), 1, Integer::sum));
        List<HostRecord> listed =
                page.stream().filter(record -> times.get(record.key()) == 1).toList();
        Map<RecordKey, HostRecord> sample = new LinkedHashMap<>();
        int step = Math.max(1, listed.size() / KEYS);
        for (int i = 0; i < Math.min(KEYS, listed.size()); i++) {
            HostRecord record = listed.get(Math.floorMod(place + i * step, listed.size()));
            sample.put(record.key(), record);
        }
        return sample;
    }

    private Answers answers(Map<RecordKey, HostRecord> sample) {
        RecordKey lone = sample.keySet().iterator().next();
        Map<RecordKey, HostReading> together = sync.host().get(sample.keySet());
        HostReading alone = sync.host().get(List.of(lone)).get(lone);
        return new Answers(together, lone, alone);
    }

    private boolean differs(HostRecord listed, Answers answers) {
        return answers.record(listed.key()).filter(read -> !same(listed, read)).isPresent();
    }

    /** Neither side changed between the two looks, so that both mean what they say. */
    private boolean sameTwice(HostRecord listed, Optional<HostRecord> listedAgain, Answers first, Answers second) {
        Optional<HostRecord> read = first.record(listed.key());
        Optional<HostRecord> readAgain = second.record(listed.key());
        return listedAgain.filter(record -> same(listed, record)).isPresent()
                && read.isPresent()
                && readAgain.filter(record -> same(read.get(), record)).isPresent();
    }

    private boolean same(HostRecord one, HostRecord other) {
        return sync.sourceHash(one).equals(sync.sourceHash(other));
    }
}
