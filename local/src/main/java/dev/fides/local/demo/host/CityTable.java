package dev.fides.local.demo.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows of the demo host, ordered by id: shipped rows, of which any number of copies can be made up while they are
 * read (a copy is its row under an id moved by {@link #COPY_OFFSET}), and above them what was changed, added or deleted.
 */
final class CityTable {

    static final long COPY_OFFSET = 100_000_000L;

    private final List<City> shipped;
    private final long[] shippedIds;
    /** Rows that differ from the shipped ones; an empty value is a deleted shipped row. */
    private final NavigableMap<Long, Optional<City>> edits = new TreeMap<>();

    private int copies;
    private long size;
    private long lastId;

    /** @param shipped rows sorted by id, all below {@link #COPY_OFFSET} */
    CityTable(List<City> shipped, int copies) {
        this.shipped = List.copyOf(shipped);
        this.shippedIds = shipped.stream().mapToLong(City::id).toArray();
        reset(copies);
    }

    /** Forgets all edits and offers each shipped row this many times. */
    synchronized void reset(int times) {
        if (times < 1) {
            throw new IllegalArgumentException("There must be at least one copy of the rows, not " + times + ".");
        }
        copies = times;
        edits.clear();
        size = (long) shipped.size() * times;
        lastId = COPY_OFFSET * times;
    }

    synchronized long size() {
        return size;
    }

    synchronized Optional<City> find(long id) {
        Optional<City> edited = edits.get(id);
        return edited != null ? edited : shipped(id);
    }

    /** At most {@code max} rows whose ids are greater than {@code after}, in the order of their ids. */
    synchronized List<City> page(long after, int max) {
        var page = new ArrayList<City>(max);
        long position = positionAfter(after);
        long end = (long) shipped.size() * copies;
        var edited = edits.tailMap(after, false).entrySet().iterator();
        var edit = edited.hasNext() ? edited.next() : null;
        while (page.size() < max && (position < end || edit != null)) {
            long next = position < end ? idAt(position) : Long.MAX_VALUE;
            if (edit != null && edit.getKey() <= next) {
                edit.getValue().ifPresent(page::add);
                position += edit.getKey() == next ? 1 : 0;
                edit = edited.hasNext() ? edited.next() : null;
            } else {
                page.add(rowAt(position));
                position++;
            }
        }
        return page;
    }

    /** Adds or replaces a row and tells whether it is new. */
    synchronized boolean put(City city) {
        boolean isNew = find(city.id()).isEmpty();
        edits.put(city.id(), Optional.of(city));
        size += isNew ? 1 : 0;
        lastId = Math.max(lastId, city.id());
        return isNew;
    }

    /** Deletes a row and tells whether there was one. */
    synchronized boolean remove(long id) {
        if (find(id).isEmpty()) {
            return false;
        }
        if (shipped(id).isPresent()) {
            edits.put(id, Optional.empty());
        } else {
            edits.remove(id);
        }
        size--;
        return true;
    }

    synchronized long nextId() {
        return ++lastId;
    }

    /** Different ids of rows that are there, sorted. */
    synchronized List<Long> pick(int count, Random random) {
        if (count < 0 || count > size) {
            throw new IllegalArgumentException("Cannot pick " + count + " of " + size + " cities.");
        }
        if (count > size / 2) {
            var ids = page(0, Math.toIntExact(size)).stream().map(City::id).collect(Collectors.toList());
            Collections.shuffle(ids, random);
            return ids.stream().limit(count).sorted().toList();
        }
        var ids = new LinkedHashSet<Long>();
        var edited = edits.keySet().stream().mapToLong(Long::longValue).toArray();
        long candidates = (long) shipped.size() * copies + edited.length;
        while (ids.size() < count) {
            long candidate = (long) (random.nextDouble() * candidates);
            long id = candidate < edited.length ? edited[(int) candidate] : idAt(candidate - edited.length);
            if (find(id).isPresent()) {
                ids.add(id);
            }
        }
        return ids.stream().sorted().toList();
    }

    private Optional<City> shipped(long id) {
        if (id <= 0 || id / COPY_OFFSET >= copies) {
            return Optional.empty();
        }
        int row = search(id % COPY_OFFSET);
        return row < 0 ? Optional.empty() : Optional.of(shipped.get(row).withId(id));
    }

    private City rowAt(long position) {
        return shipped.get((int) (position % shipped.size())).withId(idAt(position));
    }

    private long idAt(long position) {
        return shipped.get((int) (position % shipped.size())).id() + position / shipped.size() * COPY_OFFSET;
    }

    private long positionAfter(long id) {
        int row = search(id % COPY_OFFSET);
        return id / COPY_OFFSET * shipped.size() + (row < 0 ? -row - 1 : row + 1);
    }

    private int search(long id) {
        return Arrays.binarySearch(shippedIds, id);
    }
}
