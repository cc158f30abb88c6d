package dev.fides.engine;

import dev.fides.run.RunType;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Gate;
import dev.fides.sync.Syncs;
import dev.fides.sync.absence.HostMemory;
import dev.fides.sync.absence.HostTrial;
import dev.fides.sync.compare.Inspector;
import dev.fides.sync.compare.PageDiff;
import dev.fides.sync.publish.DeleteAllowance;
import dev.fides.sync.publish.Publisher;
import dev.fides.sync.publish.RecordPreview;
import dev.fides.sync.runs.CleanUpAfterReimport;
import dev.fides.sync.runs.LedgerKeeper;
import dev.fides.sync.runs.Nominations;
import dev.fides.sync.runs.PageProblems;
import dev.fides.sync.runs.RunCloser;
import dev.fides.sync.runs.RunControl;
import dev.fides.sync.runs.RunReport;
import dev.fides.sync.runs.RunStarter;
import dev.fides.sync.send.ChangeSender;
import dev.fides.sync.send.RequestedRefresh;
import dev.fides.sync.snapshot.Snapshots;
import dev.fides.sync.steps.RunWork;
import dev.fides.sync.steps.StepRunner;
import dev.fides.sync.watch.LostChanges;
import dev.fides.sync.watch.ParkedRetries;
import dev.fides.sync.watch.Pulses;
import dev.fides.sync.watch.Scheduler;
import dev.fides.sync.watch.Supervisor;
import dev.fides.sync.work.CleanUpWork;
import dev.fides.sync.work.HandingOn;
import dev.fides.sync.work.ImportWork;
import dev.fides.sync.work.PlanReporter;
import dev.fides.sync.work.PlanWork;
import dev.fides.sync.work.VerifyWork;
import java.time.Clock;
import java.util.Map;

/** All parts of the engine, put together once for an app. */
public final class Engine {

    private final Syncs syncs;
    private final EnginePorts ports;
    private final StepRunner steps;
    private final Publisher publisher;
    private final ChangeSender sender;
    private final Runs runs;
    private final Watch watch;
    private final Records records;

    /** What starts, steers, reports and ends runs. */
    public record Runs(
            RunStarter starter,
            RunControl control,
            RunCloser closer,
            Nominations nominations,
            RunReport report,
            PageProblems problems) {}

    /** What looks after everything by the clock. */
    public record Watch(Scheduler scheduler, Supervisor supervisor, ParkedRetries retries, Pulses pulses) {}

    /** What people ask about single records. */
    public record Records(RequestedRefresh refresh, Inspector inspector, RecordPreview preview) {}

    /**
     * Puts the engine together.
     *
     * @param gate says when a sync may do nothing
     * @param deletes limits deletes on the word of events
     */
    public Engine(
            Syncs syncs,
            EnginePorts ports,
            Gate gate,
            DeleteAllowance deletes,
            EngineSettings settings,
            EngineEnvironment around) {
        Clock clock = around.clock();
        EngineListener listener = around.listener();
        this.syncs = syncs;
        this.ports = ports;
        RunStarter starter = new RunStarter(
                ports.runs(),
                ports.steps(),
                ports.control(),
                settings,
                clock,
                around.random(),
                around.traceParent(),
                listener);
        RunCloser closer = new RunCloser(ports.runs(), clock, new CleanUpAfterReimport(syncs, starter), listener);
        Nominations nominations = new Nominations(ports.runs());
        RunControl control =
                new RunControl(ports.runs(), ports.steps(), closer, nominations, settings, clock, listener);
        RunReport report = new RunReport(ports.runs());
        LedgerKeeper ledgers = new LedgerKeeper(ports.runs(), closer);
        ChangeSender sender =
                new ChangeSender(ports.states(), ports.runs(), ports.changes(), clock, around.traceParent());
        PageDiff diff = new PageDiff(ports.states(), around.workers(), around.memory(), clock, around.uniqueIds());
        PageProblems problems = new PageProblems(ports.runs());
        HostMemory hosts = new HostMemory(ports.control(), clock);
        HostTrial trial = new HostTrial(hosts);
        Snapshots snapshots = new Snapshots(ports, settings.snapshots(), around);
        RunWork imports = new ImportWork(
                diff,
                new HandingOn(sender, listener, clock, settings.stretch()),
                problems,
                trial,
                hosts,
                snapshots,
                closer,
                around);
        this.steps = new StepRunner(
                syncs,
                ports.runs(),
                ports.steps(),
                Map.of(
                        RunType.IMPORT, imports,
                        RunType.REIMPORT, imports,
                        RunType.CLEAN_UP, new CleanUpWork(ports, nominations, trial, hosts, sender, around),
                        RunType.PLAN,
                                new PlanWork(
                                        diff,
                                        new PlanReporter(report),
                                        problems,
                                        trial,
                                        hosts,
                                        snapshots,
                                        ports,
                                        around,
                                        closer),
                        RunType.VERIFY, new VerifyWork(ports, report, trial, sender, around)),
                closer,
                gate,
                settings,
                clock,
                around.random(),
                around.traceParent(),
                around.heartbeat(),
                listener);
        this.publisher = new Publisher(syncs, ports, ledgers, gate, deletes, hosts, sender, settings, around);
        this.sender = sender;
        ParkedRetries retries =
                new ParkedRetries(ports.states(), ports.control(), sender, around.uniqueIds(), clock, listener);
        Supervisor supervisor = new Supervisor(
                syncs,
                ports.runs(),
                steps,
                new LostChanges(ports, sender, ledgers, settings, around),
                closer,
                retries,
                gate,
                clock,
                listener);
        this.runs = new Runs(starter, control, closer, nominations, report, problems);
        this.watch = new Watch(
                new Scheduler(syncs, starter, ports.control(), clock),
                supervisor,
                retries,
                new Pulses(syncs, ports, clock, listener));
        Inspector inspector = new Inspector(ports.states(), clock);
        this.records = new Records(
                new RequestedRefresh(ports.runs(), sender, clock, around.pause(), around.uniqueIds()),
                inspector,
                new RecordPreview(inspector, clock));
    }

    public Syncs syncs() {
        return syncs;
    }

    public EnginePorts ports() {
        return ports;
    }

    public StepRunner steps() {
        return steps;
    }

    public Publisher publisher() {
        return publisher;
    }

    public ChangeSender sender() {
        return sender;
    }

    public Runs runs() {
        return runs;
    }

    public Watch watch() {
        return watch;
    }

    public Records records() {
        return records;
    }
}
