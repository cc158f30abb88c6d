package dev.fides.local.chaos;

import dev.fides.local.demo.Counters;
import dev.fides.local.demo.host.DemoHost;
import dev.fides.local.demo.host.DemoHostSettings;
import dev.fides.local.demo.target.DemoTarget;
import dev.fides.local.demo.target.DemoTargetSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Host and target of one sync, each behind a {@link FaultyProxy}, and what happened to the host's records. */
final class Services implements AutoCloseable {

    private final String sync;
    private final DemoHost host;
    private final DemoTarget target;
    private final HostHistory history = new HostHistory();
    private final List<FaultPlan> plans;
    private final FaultyProxy hostProxy;
    private final FaultyProxy targetProxy;

    private Services(String sync, DemoHost host, DemoTarget target, FaultPlan hostPlan, FaultPlan targetPlan)
            throws IOException {
        this.sync = sync;
        this.host = host;
        this.target = target;
        this.plans = List.of(hostPlan, targetPlan);
        this.hostProxy = FaultyProxy.start(host.uri(), hostPlan);
        this.targetProxy = FaultyProxy.start(target.uri(), targetPlan);
    }

    static Services start(String sync, ChaosSettings settings, SplittableRandom random, Counters faults)
            throws IOException {
        var hostSettings = new DemoHostSettings(0, 1, settings.records(), random.nextLong(), Clock.systemUTC());
        var targetSettings = new DemoTargetSettings(0, settings.idempotencyKeys(), Clock.systemUTC());
        return new Services(
                sync,
                DemoHost.start(hostSettings),
                DemoTarget.start(targetSettings),
                new FaultPlan(random.split(), faults),
                new FaultPlan(random.split(), faults));
    }

    String sync() {
        return sync;
    }

    DemoHost host() {
        return host;
    }

    DemoTarget target() {
        return target;
    }

    HostHistory history() {
        return history;
    }

    void turnFaults(boolean on) {
        plans.forEach(plan -> plan.turn(on));
    }

    Map<String, String> appSettings() {
        String name = ChaosSyncs.setting(sync);
        return Map.of(
                name + "_HOST_URL", hostProxy.uri().toString(),
                name + "_TARGET_URL", targetProxy.uri().toString());
    }

    @Override
    public void close() {
        hostProxy.close();
        targetProxy.close();
        host.close();
        target.close();
    }
}
