package dev.fides.local.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When a host did not have which records. May be used from any thread. */
final class HostHistory {

    private static final Instant STILL = Instant.MAX;

    /** A time without the record; {@link Instant#MAX} while it lasts. */
    private record Absence(Instant from, Instant to) {}

    private final Map<Long, List<Absence>> absences = new HashMap<>();

    /** To be told just before the record goes. */
    synchronized void deleting(long id, Instant at) {
        absences.computeIfAbsent(id, unseen -> new ArrayList<>()).add(new Absence(at, STILL));
    }

    /** To be told just after the record is there again. */
    synchronized void restored(long id, Instant at) {
        List<Absence> all = absences.get(id);
        Absence last = all.remove(all.size() - 1);
        all.add(new Absence(last.from(), at));
    }

    /** Whether the host was without the record at any moment between the two. */
    synchronized boolean lackedWithin(long id, Instant from, Instant to) {
        return absences.getOrDefault(id, List.of()).stream()
                .anyMatch(
                        absence -> !absence.from().isAfter(to) && !absence.to().isBefore(from));
    }
}
