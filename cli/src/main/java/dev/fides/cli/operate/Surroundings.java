package dev.fides.cli.operate;

import dev.fides.cli.settings.CommandSettings;
import dev.fides.local.terminal.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What the commands have around them.
 *
 * @param terminal what their output goes to
 */
public record Surroundings(
        CommandSettings settings, Clock clock, Terminal terminal, Pause pause, Person person, CtrlC ctrlC) {

    /** Waits between two looks. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /** Whoever may sit at the terminal. */
    public interface Person {

        boolean isThere();

        /** Asks a question that is answered with yes or no; anything but a yes is a no. */
        boolean agrees(String question);
    }

    /** Notices that the command is interrupted. */
    public interface CtrlC {

        /**
         * Works, and does something else if the command is interrupted meanwhile.
         *
         * @param interrupted done at once, while the work is still going on
         */
        <T> T during(Runnable interrupted, Supplier<T> work);
    }

    /** Those of this process. */
    public static Surroundings ofThisProcess(CommandSettings settings) {
        return new Surroundings(
                settings,
                Clock.systemUTC(),
                Boolean.getBoolean("fides.terminal") ? Terminal.ofThisProcess() : Terminal.none(),
                time -> Thread.sleep(time.toMillis()),
                new PersonAtConsole(Boolean.getBoolean("fides.terminal") && Boolean.getBoolean("fides.keyboard")),
                new ShutdownHook());
    }

    /** The JVM ends its hooks before itself. */
    private static final class ShutdownHook implements CtrlC {

        @Override
        public <T> T during(Runnable interrupted, Supplier<T> work) {
            Thread hook = new Thread(interrupted, "interrupted");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                return work.get();
            } finally {
                remove(hook);
            }
        }

        private static void remove(Thread hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // It runs.
            }
        }
    }
}
