package dev.fides.sync;

import java.util.ArrayList;
import java.util.List;

/** Plans: what an import and a clean-up would do, found out the same way, with nothing written but the report. */
final class PlanWork implements RunWork {

    private final ImportWork imports;
    private final CheckStages checks;

    PlanWork(
            PageDiff diff,
            PlanReporter reporter,
            PageProblems problems,
            EnginePorts ports,
            Surroundings around,
            RunCloser closer) {
        this.imports = new ImportWork(diff, reporter::imported, problems, closer, around);
        this.checks =
                new CheckStages(ports.states(), reporter::checked, around.workers(), around.clock(), around.listener());
    }

    @Override
    public StepEnd work(Sync sync, RunTicket ticket) {
        List<Stages.Stage> stages = new ArrayList<>();
        stages.add(imports.stage(sync, ticket));
        stages.addAll(checks.of(sync, ticket));
        return Stages.follow(ticket, stages);
    }
}
