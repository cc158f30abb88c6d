package dev.fides.local.launch;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo: starts everything, imports twice, proves that the target is the mapped host, and stays. */
@Command(
        name = "demo",
        description =
                "Everything on this machine: imports real data twice, checks that the target is the mapped host, and"
                        + " stays; Ctrl+C ends it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the target is the mapped host (with --once)", "1:it is not, or something failed", "2:misuse"
        })
final class DemoCommand implements Callable<Integer> {

    private final Supplier<Launching> start;

    @Option(names = "--once", description = "End when the imports are done and checked.")
    private boolean once;

    @Option(names = "--telemetry", description = "Collect the app's telemetry in local/target/telemetry.")
    private boolean telemetry;

    DemoCommand(Supplier<Launching> start) {
        this.start = start;
    }

    @Override
    public Integer call() throws IOException {
        Launching with = start.get();
        new Demo(with.settings(), with.out()).run(with.machine(), once, telemetry);
        return 0;
    }
}
