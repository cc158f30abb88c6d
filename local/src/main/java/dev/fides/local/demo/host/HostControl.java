package dev.fides.local.demo.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.demo.Counters;
import dev.fides.local.demo.DemoJson;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Changes the records of the demo host and breaks it, for demonstrations and tests. */
public final class HostControl {

    private final CityTable table;
    private final HostFaults faults;
    private final CloudEventSender events;
    private final Counters counters;
    private final Random random;
    private final int copies;

    HostControl(
            CityTable table, HostFaults faults, CloudEventSender events, Counters counters, Random random, int copies) {
        this.table = table;
        this.faults = faults;
        this.events = events;
        this.counters = counters;
        this.random = random;
        this.copies = copies;
    }

    /** Number of records that there are. */
    public long size() {
        return table.size();
    }

    /** Changes the population of this many records, chosen at random, and returns their ids. */
    public List<Long> change(int count) {
        return change(pick(count), "population");
    }

    /** Ids of this many different records, chosen at random. */
    public List<Long> pick(int count) {
        return table.pick(count, random);
    }

    /**
     * Gives these records another value of one member.
     *
     * @param member a number becomes greater, anything else a text that has not been there before
     * @return the ids of those that are there
     */
    public List<Long> change(List<Long> ids, String member) {
        var changed = ids.stream().filter(id -> table.find(id).isPresent()).toList();
        for (long id : changed) {
            ObjectNode row = table.find(id).orElseThrow().row();
            if (row.path(member).isNumber()) {
                row.put(member, row.path(member).asLong() + 1 + random.nextInt(1_000));
            } else {
                row.put(member, row.path(member).asText() + " " + Integer.toHexString(random.nextInt()));
            }
            table.put(City.of(id, row));
            events.changed("updated", id);
        }
        return changed;
    }

    /** Makes up this many new records and returns their ids. */
    public List<Long> add(int count) {
        return Stream.generate(table::nextId).limit(count).map(this::add).toList();
    }

    private long add(long id) {
        ObjectNode row = DemoJson.object()
                .put("name", "Newtown " + id)
                .putNull("alternateName")
                .put("countryCode", "NL")
                .put("countryName", "Netherlands")
                .put("continent", "EU")
                .put("admin1", "07")
                .put("featureCode", "PPL")
                .put("population", 15_000 + random.nextInt(100_000))
                .put("longitude", 4.5 + random.nextInt(1_000) / 1_000.0)
                .put("latitude", 52 + random.nextInt(1_000) / 1_000.0);
        table.put(City.of(id, row));
        events.changed("created", id);
        return id;
    }

    /** Deletes this many records, chosen at random, and returns their ids. */
    public List<Long> delete(int count) {
        return delete(pick(count));
    }

    /** Deletes these records and returns the ids of those that were there. */
    public List<Long> delete(List<Long> ids) {
        var deleted = ids.stream().filter(table::remove).toList();
        deleted.forEach(id -> events.changed("deleted", id));
        return deleted;
    }

    /** While on, every answer is a 503. */
    public void outage(boolean on) {
        faults.outage(on);
    }

    /** Every answer takes this much longer. */
    public void latency(Duration each) {
        faults.latency(each);
    }

    /**
     * Breaks one page of listings.
     *
     * @param page number of the page, from 1
     * @param how {@code bad-json}, {@code status-500}, {@code no-array}, {@code repeated-cursor} or {@code short-listing}
     * @param times how often the page is broken before it heals
     */
    public void breakPage(int page, String how, int times) {
        faults.breakPage(page, HostFaults.PageFault.parse(how), times);
    }

    /** Sends a CloudEvent of each change to this webhook. */
    public void sendEvents(URI webhook) {
        sendEvents(webhook, Duration.ZERO, 0, 0, false);
    }

    /** Sends change events badly: late, some never, some twice, out of order. */
    public void sendEvents(URI webhook, Duration late, int lostPercent, int doubledPercent, boolean reordered) {
        events.deliver(
                Optional.of(new CloudEventSender.Delivery(webhook, late, lostPercent, doubledPercent, reordered)));
    }

    public void sendNoEvents() {
        events.deliver(Optional.empty());
    }

    /** Calls since the start or the last reset, by name: requests, list, get, getMany, create, update, delete, ... */
    public Map<String, Long> counters() {
        return counters.all();
    }

    /** Sets calls counted to zero. */
    public void resetCounters() {
        counters.reset();
    }

    /** Offers each shipped record this many times, without any edits. */
    public void multiply(int times) {
        table.reset(times);
    }

    /** Back to the shipped records, no faults, no events, counters at zero. */
    public void reset() {
        faults.reset();
        sendNoEvents();
        counters.reset();
        table.reset(copies);
    }
}
