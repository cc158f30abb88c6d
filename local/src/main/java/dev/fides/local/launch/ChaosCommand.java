package dev.fides.local.launch;

import dev.fides.local.chaos.Chaos;
import dev.fides.local.chaos.ChaosSettings;
import dev.fides.local.launch.machine.Machine;
import dev.fides.local.launch.parts.LaunchException;
import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.launch.parts.Part;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Runs the chaos suite: {@code chaos [--seed N] [--minutes M] [--snapshot on|off]}. */
final class ChaosCommand {

    private static final int MINUTES = 4;
    private static final int RECORDS = 2_000;

    private final LaunchSettings settings;
    private final PrintStream out;

    ChaosCommand(LaunchSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** What the command line asks for. */
    record Options(long seed, int minutes, boolean snapshots) {

        static Options parse(List<String> arguments) {
            long seed = new SplittableRandom().nextInt(1_000_000);
            long minutes = MINUTES;
            boolean snapshots = true;
            for (int i = 0; i < arguments.size(); i += 2) {
                String name = arguments.get(i);
                String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
                switch (name) {
                    case "--seed" -> seed = number(name, value);
                    case "--minutes" -> minutes = number(name, value);
                    case "--snapshot" -> snapshots = isOn(name, value);
                    default ->
                        throw new LaunchException(
                                "chaos knows --seed N, --minutes M and --snapshot on|off, not " + name + ".");
                }
            }
            if (minutes < 1 || minutes > 24 * 60) {
                throw new LaunchException("--minutes takes a number from 1 to 1440, not " + minutes + ".");
            }
            return new Options(seed, (int) minutes, snapshots);
        }

        private static boolean isOn(String name, String text) {
            if (!List.of("on", "off").contains(text)) {
                throw new LaunchException(name + " takes on or off, not '" + text + "'.");
            }
            return text.equals("on");
        }

        private static long number(String name, String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new LaunchException(name + " takes a whole number, not '" + text + "'.", e);
            }
        }
    }

    /** Whether everything held. */
    boolean run(Machine machine, List<String> arguments) throws IOException {
        var options = Options.parse(arguments);
        // Every second seed on average has to do without.
        boolean idempotencyKeys = new SplittableRandom(options.seed()).nextBoolean();
        var chaos = Chaos.prepare(
                new ChaosSettings(
                        options.seed(),
                        Duration.ofMinutes(options.minutes()),
                        RECORDS,
                        idempotencyKeys,
                        options.snapshots(),
                        settings.app(),
                        settings.serviceBusConfig(),
                        settings.home().resolve("local/target/chaos/" + options.seed())),
                out);
        machine.add(Part.within("chaos", "", chaos::close));
        try {
            return chaos.run().passed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted.", e);
        }
    }
}
