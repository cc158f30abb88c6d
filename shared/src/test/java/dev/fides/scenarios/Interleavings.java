package dev.fides.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Runs processes side by side, one at a time from one moment to the next, in every order that a bound allows. Each order is
 * run from the beginning, by real threads of which all but one wait: what one run chose, the next one chooses again, but for
 * the last choice that was not tried to its end.
 */
final class Interleavings {

    /**
     * @param switches how often another process goes on although the one at work could
     * @param deaths how many processes die between two operations
     */
    record Bound(int switches, int deaths) {}

    /** What is run in each order; made anew each time. */
    interface Scene {
        /** The processes, which tell of each operation that they are about to begin. */
        List<Runnable> processes(Moments moments);

        /** Looks at what came of it. */
        void end();
    }

    /** Where a process may be held up or die. */
    interface Moments {
        /** Just before an operation that other processes may see or disturb. */
        void shared(String operation);

        /** Just before an operation that matters only to whoever takes over from a dead process. */
        void own(String operation);
    }

    private record Choice(int taken, int of) {}

    private final Bound bound;
    private final Supplier<Scene> scenes;
    private List<Choice> path = List.of();
    private long visited;

    private Interleavings(Bound bound, Supplier<Scene> scenes) {
        this.bound = bound;
        this.scenes = scenes;
    }

    /**
     * Runs the scene in every order.
     *
     * @return how many orders there were
     */
    static long visit(Bound bound, Supplier<Scene> scenes) {
        Interleavings all = new Interleavings(bound, scenes);
        do {
            all.visitOne();
        } while (all.next());
        return all.visited;
    }

    private void visitOne() {
        Order order = new Order(path);
        Scene scene = scenes.get();
        try {
            order.run(scene.processes(order));
            scene.end();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("order " + (visited + 1) + " of operations:\n" + String.join("\n", order.log), e);
        }
        path = order.choices;
        visited++;
    }

    /** Turns to the last choice that has something else to offer. */
    private boolean next() {
        List<Choice> prefix = new ArrayList<>(path);
        while (!prefix.isEmpty()) {
            Choice last = prefix.remove(prefix.size() - 1);
            if (last.taken() + 1 < last.of()) {
                prefix.add(new Choice(last.taken() + 1, last.of()));
                path = prefix;
                return true;
            }
        }
        return false;
    }

    /** One order of operations. */
    private final class Order implements Moments {

        /** What may happen next. */
        private record Option(Walker process, boolean death) {}

        private final List<Choice> given;
        private final List<Choice> choices = new ArrayList<>();
        private final List<String> log = new ArrayList<>();
        private final List<Walker> alive = new ArrayList<>();
        private final Semaphore back = new Semaphore(0);
        private Optional<Walker> atWork = Optional.empty();
        private int switches;
        private int deaths;

        Order(List<Choice> given) {
            this.given = given;
        }

        void run(List<Runnable> processes) {
            for (Runnable work : processes) {
                alive.add(new Walker(alive.size() + 1, work));
            }
            while (!alive.isEmpty()) {
                Option next = choose(options());
                if (atWork.filter(alive::contains)
                        .filter(other -> other != next.process())
                        .isPresent()) {
                    switches++;
                }
                deaths += next.death() ? 1 : 0;
                atWork = Optional.of(next.process());
                next.process().goOn(next.death());
            }
        }

        private List<Option> options() {
            List<Option> options = new ArrayList<>();
            Optional<Walker> here = atWork.filter(alive::contains);
            here.ifPresent(walker -> options.add(new Option(walker, false)));
            if (here.isEmpty() || (here.get().isDisturbed && switches < bound.switches())) {
                alive.stream()
                        .filter(walker -> !here.equals(Optional.of(walker)))
                        .forEach(walker -> options.add(new Option(walker, false)));
            }
            if (here.isPresent() && deaths < bound.deaths()) {
                options.add(new Option(here.get(), true));
            }
            return options;
        }

        private Option choose(List<Option> options) {
            int taken =
                    choices.size() < given.size() ? given.get(choices.size()).taken() : 0;
            choices.add(new Choice(taken, options.size()));
            return options.get(taken);
        }

        @Override
        public void shared(String operation) {
            atWork.ifPresent(process -> process.pause(operation, true));
        }

        @Override
        public void own(String operation) {
            atWork.ifPresent(process -> process.pause(operation, false));
        }

        private final class Walker {
            final int number;
            final Thread thread;
            private final Semaphore turn = new Semaphore(0);
            private boolean isDisturbed = true;
            private boolean dies;
            private Throwable fault;

            Walker(int number, Runnable work) {
                this.number = number;
                this.thread = new Thread(() -> live(work), "process " + number);
                thread.start();
            }

            private void live(Runnable work) {
                turn.acquireUninterruptibly();
                try {
                    work.run();
                    log.add(number + " ends");
                } catch (FakeHost.Killed e) {
                    log.add(number + " dies");
                } catch (RuntimeException | Error e) {
                    fault = e;
                } finally {
                    alive.remove(this);
                    back.release();
                }
            }

            void goOn(boolean death) {
                dies = death;
                turn.release();
                back.acquireUninterruptibly();
                if (fault != null) {
                    throw new AssertionError("process " + number, fault);
                }
            }

            void pause(String operation, boolean disturbed) {
                isDisturbed = disturbed;
                back.release();
                turn.acquireUninterruptibly();
                if (dies) {
                    throw new FakeHost.Killed();
                }
                log.add(number + " " + operation);
            }
        }
    }
}
