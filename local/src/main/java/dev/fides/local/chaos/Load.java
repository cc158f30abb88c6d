package dev.fides.local.chaos;

import dev.fides.local.demo.Counters;
import dev.fides.local.http.JsonClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What goes on meanwhile: edits on the hosts with events that are as bad as events are, and runs of all kinds. */
final class Load {

    private final ChaosMachine machine;
    private final JsonClient client;
    private final RandomGenerator random;
    private final Counters tally;
    private final List<HostEdits> edits;

    /** @param tally counts edits and requests for runs */
    Load(ChaosMachine machine, JsonClient client, SplittableRandom random, Counters tally) {
        this.machine = machine;
        this.client = client;
        this.random = random;
        this.tally = tally;
        this.edits = machine.services().stream()
                .map(services -> new HostEdits(services, client, random.split(), tally))
                .toList();
    }

    /** Edits one of the hosts, which tells one of the function hosts about it, or not. */
    void edit() throws IOException, InterruptedException {
        int number = random.nextInt(edits.size());
        Services services = machine.services().get(number);
        services.host()
                .control()
                .sendEvents(
                        anyApi().webhook(services.sync()),
                        Duration.ofMillis(random.nextInt(10) == 0 ? random.nextInt(10_000) : 0),
                        20,
                        20,
                        random.nextBoolean());
        edits.get(number).next();
    }

    /** Asks for an import, a reimport or a clean-up, whether or not it can be had now. */
    void startRun() throws InterruptedException {
        int dice = random.nextInt(100);
        start(
                ChaosSyncs.ALL.get(random.nextInt(ChaosSyncs.ALL.size())),
                dice < 40 ? "import" : dice < 70 ? "reimport" : "clean-up");
    }

    /** Asks for the first import of each sync. */
    void startImports() throws InterruptedException {
        for (String sync : ChaosSyncs.ALL) {
            start(sync, "import");
        }
    }

    private void start(String sync, String type) throws InterruptedException {
        try {
            int status = anyApi().start(sync, type).status();
            tally.add(status == 202 ? type + "s started" : "runs not to be had");
        } catch (IOException e) {
            tally.add("runs not to be had");
        }
    }

    /** Has parked records tried again, as an operator may. */
    void retryFailures() throws InterruptedException {
        try {
            anyApi().retryFailures(ChaosSyncs.ALL.get(random.nextInt(ChaosSyncs.ALL.size())));
            tally.add("retries of parked records");
        } catch (IOException e) {
            tally.add("runs not to be had");
        }
    }

    private AppApi anyApi() {
        return new AppApi(client, machine.hosts().port(random.nextInt(FunctionHosts.COUNT)));
    }
}
