package dev.fides.local.chaos;

import dev.fides.local.cosmos.faults.FaultRule;
import dev.fides.local.cosmos.faults.FaultRule.Access;
import dev.fides.local.demo.Counters;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/** What fails besides the services: processes die, Cosmos DB answers with errors, Service Bus drops connections and locks. */
final class Trouble {

    static final String KILLS = "kills of a function host";

    /** Each with a probability that lets about every second batch through. */
    private static final List<FaultRule> COSMOS = List.of(
            new FaultRule(Access.ANY, 0.10, 429, 3200, 50, false, 0),
            new FaultRule(Access.WRITE, 0.05, 449, 0, 0, false, 0),
            new FaultRule(Access.ANY, 0.05, 503, 0, 0, false, 0),
            new FaultRule(Access.WRITE, 0.05, 503, 0, 0, true, 0),
            new FaultRule(Access.WRITE, 0.05, 408, 0, 0, true, 0),
            new FaultRule(Access.WRITE, 0.05, 412, 0, 0, false, 0));

    private final ChaosMachine machine;
    private final RandomGenerator random;
    private final Counters tally;

    Trouble(ChaosMachine machine, RandomGenerator random) {
        this.machine = machine;
        this.random = random;
        this.tally = machine.faults();
    }

    /** Makes the Cosmos DB endpoint answer with one or two kinds of errors, or with none. */
    void troubleCosmos() {
        machine.cosmos().faults().none();
        if (random.nextInt(100) < 50) {
            machine.cosmos().faults().add(COSMOS.get(random.nextInt(COSMOS.size())));
            machine.cosmos().faults().add(COSMOS.get(random.nextInt(COSMOS.size())));
        }
    }

    void troubleServiceBus() {
        if (random.nextBoolean()) {
            machine.serviceBus().dropConnections();
            tally.add("Service Bus connections dropped");
        } else {
            machine.serviceBus().expireLocks();
            tally.add("Service Bus locks ended");
        }
    }

    /** Kills one of the function hosts and starts it again. */
    void kill() throws IOException, InterruptedException {
        int number = random.nextInt(FunctionHosts.COUNT);
        machine.hosts().kill(number);
        tally.add(KILLS);
        machine.hosts().restart(number);
    }

    void none() {
        machine.cosmos().faults().none();
    }
}
