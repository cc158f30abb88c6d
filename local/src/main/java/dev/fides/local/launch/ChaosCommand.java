package dev.fides.local.launch;

import dev.fides.local.chaos.Chaos;
import dev.fides.local.chaos.ChaosSettings;
import dev.fides.local.launch.parts.LaunchException;
import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.launch.parts.Part;
import dev.fides.local.terminal.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the chaos suite. */
@Command(
        name = "chaos",
        description = "Two function hosts under load while everything around them fails at random; then checks.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:everything held", "1:something did not, or the suite could not run", "2:misuse"})
final class ChaosCommand implements Callable<Integer> {

    private static final int MOST_MINUTES = 24 * 60;
    private static final int RECORDS = 2_000;

    private final Supplier<Launching> start;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", description = "Of all chances; another one each time if left out.")
    private long seed = new SplittableRandom().nextInt(1_000_000);

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "How long things fail (${DEFAULT-VALUE}); then comes the time it takes to recover.")
    private int minutes = 4;

    @Option(
            names = "--snapshot",
            arity = "1",
            paramLabel = "on|off",
            converter = OnOrOff.class,
            description = "Off: imports read every state, as if there were no snapshots of what is confirmed.")
    private boolean snapshots = true;

    /** As the setting of the app has it. */
    private static final class OnOrOff implements ITypeConverter<Boolean> {
        @Override
        public Boolean convert(String word) {
            return Words.find(new String[] {"on", "off"}, word).equals("on");
        }
    }

    ChaosCommand(Supplier<Launching> start) {
        this.start = start;
    }

    @Override
    public Integer call() throws IOException {
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new ParameterException(
                    spec.commandLine(), "--minutes takes a number from 1 to " + MOST_MINUTES + ", not " + minutes);
        }
        Launching with = start.get();
        LaunchSettings settings = with.settings();
        // Every second seed on average has to do without.
        boolean idempotencyKeys = new SplittableRandom(seed).nextBoolean();
        var chaos = Chaos.prepare(
                new ChaosSettings(
                        seed,
                        Duration.ofMinutes(minutes),
                        RECORDS,
                        idempotencyKeys,
                        snapshots,
                        settings.app(),
                        settings.serviceBusConfig(),
                        settings.home().resolve("local/target/chaos/" + seed)),
                with.out());
        with.machine().add(Part.within("chaos", "", chaos::close));
        try {
            return chaos.run().passed() ? 0 : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted.", e);
        }
    }
}
