package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.engine.Engine;
import dev.fides.queue.StepMessage;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunStore;
import dev.fides.run.RunType;
import dev.fides.sync.EnginePorts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What goes wrong while a listing is read in slices, and where the run then goes on. */
class SlicedListingFaultsTest extends SlicedHost {

    @Test
    void an_import_that_dies_after_any_write_to_its_run_goes_on_where_it_was() {
        world.complete(RunType.IMPORT);
        boolean died = true;
        int deaths = 0;
        for (int writes = 1; died; writes++) {
            changeAll("changed " + writes);
            String id = world.start(RunType.IMPORT);
            StepMessage message = world.steps.take().orElseThrow();
            died = dies(message, writes);
            deaths += died ? 1 : 0;
            world.clock.advance(Duration.ofMinutes(30));
            world.engine.watch().supervisor().tick();
            world.untilQuiet();

            assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(world.run(id).progress().listed()).isZero();
            assertThat(world.run(id).progress().read().read()).isEqualTo(ALL);
            assertAllHave("changed " + writes);
        }
        assertThat(deaths)
                .as("deaths, of which there is one after each of five pages")
                .isGreaterThan(5);
    }

    /** Does a step that dies as soon as the run was written so often. */
    private boolean dies(StepMessage message, int writes) {
        AtomicInteger left = new AtomicInteger(writes);
        RunStore dying = (RunStore) Proxy.newProxyInstance(
                RunStore.class.getClassLoader(), new Class<?>[] {RunStore.class}, (proxy, method, arguments) -> {
                    Object result;
                    try {
                        result = method.invoke(world.runs, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (method.getName().equals("replace") && left.decrementAndGet() == 0) {
                        throw new FakeHost.Killed();
                    }
                    return result;
                });
        Engine instance = world.instance(
                world.clock,
                world.sync,
                new EnginePorts(world.states, world.snapshots, dying, world.control, world.changes, world.steps));
        try {
            instance.steps().run(message, "one that may die");
            return false;
        } catch (FakeHost.Killed e) {
            return true;
        }
    }

    @Test
    void a_step_message_that_comes_twice_reads_nothing_twice() {
        String id = world.start(RunType.IMPORT);
        world.steps.doubleNext();
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.run(id).progress().read().read()).isEqualTo(ALL);
        assertThat(target.writes()).hasSize(ALL);
    }

    @Test
    void one_slice_that_cannot_be_read_fails_the_run_and_deletes_nothing() {
        world.complete(RunType.IMPORT);
        changeAll("second");
        host.beforeList(query -> {
            if ("c".equals(query.get("part"))) {
                throw new IllegalStateException("not this part");
            }
        });

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow()).contains("slice 3 of the listing", "not this part");
        assertThat(target.documents()).hasSize(ALL);
    }

    @Test
    void a_slice_that_lacks_records_of_its_own_total_makes_the_run_incomplete_though_another_has_more() {
        host.beforeList(query -> {
            if ("b".equals(query.get("part")) && "3".equals(query.get("skip"))) {
                // The last three of six do not come.
                query.put("skip", "1000");
            } else if ("c".equals(query.get("part")) && "3".equals(query.get("skip"))) {
                put("c97", "first", "c");
                put("c98", "first", "c");
                put("c99", "first", "c");
            }
        });

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.INCOMPLETE);
        assertThat(run.error().orElseThrow()).contains("announced", "nothing is concluded from what was missing");
    }

    @Test
    void a_cancelled_run_ends_between_two_pages_and_another_begins_anew() {
        String id = world.start(RunType.IMPORT);
        host.beforeList(query -> {
            if ("c".equals(query.get("part"))) {
                world.engine.runs().control().cancel(id);
            }
        });
        world.untilQuiet();
        host.beforeList(query -> {});

        assertThat(world.run(id).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(world.complete(RunType.IMPORT).status()).isEqualTo(RunStatus.COMPLETED);
        assertAllHave("first");
    }
}
