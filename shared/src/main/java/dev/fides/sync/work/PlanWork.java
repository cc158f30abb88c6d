package dev.fides.sync.work;

import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.Sync;
import dev.fides.sync.absence.HostMemory;
import dev.fides.sync.absence.HostTrial;
import dev.fides.sync.compare.PageDiff;
import dev.fides.sync.runs.PageProblems;
import dev.fides.sync.runs.RunCloser;
import dev.fides.sync.snapshot.Snapshots;
import dev.fides.sync.steps.RunTicket;
import dev.fides.sync.steps.RunWork;
import dev.fides.sync.steps.Stages;
import dev.fides.sync.steps.StepEnd;
import java.util.ArrayList;
import java.util.List;

/** Plans: what an import and a clean-up would do, found out the same way, with nothing written but the report. */
public final class PlanWork implements RunWork {

    private final ImportWork imports;
    private final CheckStages checks;

    public PlanWork(
            PageDiff diff,
            PlanReporter reporter,
            PageProblems problems,
            HostTrial trial,
            HostMemory hosts,
            Snapshots snapshots,
            EnginePorts ports,
            EngineEnvironment around,
            RunCloser closer) {
        this.imports = new ImportWork(
                diff,
                (sync, run) -> (now, before) -> reporter.imported(sync, now, before),
                problems,
                trial,
                hosts,
                snapshots,
                closer,
                around);
        this.checks = new CheckStages(ports, reporter::checked, around);
    }

    @Override
    public StepEnd work(Sync sync, RunTicket ticket) {
        List<Stages.Stage> stages = new ArrayList<>();
        stages.add(imports.stage(sync, ticket));
        stages.addAll(checks.of(sync, ticket));
        return Stages.follow(ticket, stages);
    }
}
