package dev.fides.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.run.Outcome;
import dev.fides.run.OutcomeCounts;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.run.VerifyCounts;
import dev.fides.scenarios.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a sample must do with the services it is for: a first import, a second one that writes nothing, edits, deletes and new
 * records, a clean-up, and a verification that finds no difference.
 */
abstract class LifeOfRecords {

    private static final int RECORDS = 150;
    private static final int EDITED = 20;
    private static final int DELETED = 10;
    private static final int ADDED = 5;

    private final List<ServerProcess> servers = new ArrayList<>();
    private final AtomicInteger written = new AtomicInteger();

    /** Record number {@code number} of the host, in its given version. */
    record Version(String key, int number, int version) {

        String text() {
            return "text %d \"%d\"".formatted(number, version);
        }

        static ObjectNode object() {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** Characters that mean something in addresses, queries and filters, where the host takes them in keys. */
    String key(int number) {
        return switch (number % 4) {
            case 0 -> "r-%03d".formatted(number);
            case 1 -> "o'%03d".formatted(number);
            case 2 -> "ü&%03d+1".formatted(number);
            default -> "%03d \"x\"".formatted(number);
        };
    }

    final Version record(int number, int version) {
        return new Version(key(number), number, version);
    }

    /** Starts the services and gives the settings that the definition asks for. */
    abstract Map<String, String> start();

    abstract void put(Version record);

    abstract void remove(Version record);

    /** What the target's own API says that it has: the text of each record, by key. */
    abstract Map<String, String> published();

    /** How many items of the host the mapping keeps from the target, besides the records. */
    int filtered() {
        return 0;
    }

    final Service node(String... command) {
        return node(Map.of(), command);
    }

    final Service node(Map<String, String> environment, String... command) {
        return running(ServerProcess.node(environment, command));
    }

    final Service java(String name, String... arguments) {
        return running(ServerProcess.java(name, arguments));
    }

    private Service running(ServerProcess server) {
        servers.add(server);
        return new Service(server.uri());
    }

    abstract String sample();

    @AfterEach
    void stop() {
        servers.forEach(ServerProcess::close);
    }

    @Test
    void records_come_change_go_and_are_verified() {
        World world = World.of(Sample.sync(sample(), start(), written));
        Map<String, String> expected = new TreeMap<>();
        for (int number = 0; number < RECORDS; number++) {
            change(record(number, 1), expected);
        }

        imported(world, RECORDS);
        assertThat(published()).isEqualTo(expected);

        written.set(0);
        imported(world, 0);
        assertThat(written).hasValue(0);

        for (int number = 0; number < EDITED; number++) {
            change(record(number * 7, 2), expected);
        }
        for (int number = 0; number < DELETED; number++) {
            Version gone = record(number * 11 + 1, 1);
            remove(gone);
            expected.remove(gone.key());
        }
        for (int number = RECORDS; number < RECORDS + ADDED; number++) {
            change(record(number, 1), expected);
        }
        int left = RECORDS - DELETED + ADDED;
        int changed = (int) expected.values().stream()
                        .filter(text -> text.endsWith("\"2\""))
                        .count()
                + ADDED;
        imported(world, changed);
        assertThat(published()).hasSize(RECORDS + ADDED).containsAllEntriesOf(expected);

        cleanedUp(world, left);
        assertThat(published()).isEqualTo(expected);

        written.set(0);
        imported(world, 0);
        verified(world, left);
        assertThat(written).hasValue(0);
    }

    private void change(Version record, Map<String, String> expected) {
        put(record);
        expected.put(record.key(), record.text());
    }

    private void imported(World world, int changed) {
        Run run = completed(world, RunType.IMPORT);
        ReadCounts read = run.progress().read();
        assertThat(read.changed()).as("changed").isEqualTo(changed);
        assertThat(read.filtered()).as("filtered").isEqualTo(filtered());
        assertThat(read.parked() + read.invalid()).as("parked or invalid").isZero();
        assertThat(world.outcomes(run).of(Outcome.PUBLISHED)).isEqualTo(changed);
    }

    private void cleanedUp(World world, int left) {
        Run run = completed(world, RunType.CLEAN_UP);
        assertThat(run.progress().check().nominated()).as("nominated").isEqualTo(DELETED);
        assertThat(run.progress().check().present()).as("present").isEqualTo(left);
        assertThat(world.outcomes(run).of(Outcome.DELETED)).isEqualTo(DELETED);
    }

    private void verified(World world, int left) {
        VerifyCounts found = completed(world, RunType.VERIFY).progress().verified();
        assertThat(found).isEqualTo(new VerifyCounts(left, 0, 0, 0, 0, 0));
    }

    private static Run completed(World world, RunType type) {
        Run run = world.complete(type);
        assertThat(run.status())
                .as("%s: %s", type, run.error().orElse("no error"))
                .isEqualTo(RunStatus.COMPLETED);
        OutcomeCounts outcomes = world.outcomes(run);
        World.assertSumsAgree(run, outcomes);
        return run;
    }
}
