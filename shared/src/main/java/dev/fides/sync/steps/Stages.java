package dev.fides.sync.steps;

import dev.fides.run.Progress;
import dev.fides.run.Run;
import java.util.List;
import java.util.function.Function;

/** Takes a run through its phases, one after the other, from where it is. */
public final class Stages {

    /**
     * What is done in one phase.
     *
     * @param work gets the phase that comes next
     */
    public record Stage(Progress.Phase phase, Function<Progress.Phase, StepEnd> work) {}

    private Stages() {}

    public static StepEnd follow(RunTicket ticket, List<Stage> stages) {
        Run run = ticket.run();
        if (run.verdict().isPresent()) {
            // The step that found out died before it could say so.
            return new StepEnd.Stop(run.verdict().get(), run.error().orElse(""));
        }
        if (run.progress().phase() == Progress.START.phase()) {
            enterFirst(ticket, stages.get(0).phase());
        }
        StepEnd end = new StepEnd.AllRead();
        for (int i = indexOf(ticket, stages); i < stages.size(); i++) {
            boolean last = i == stages.size() - 1;
            end = stages.get(i)
                    .work()
                    .apply(last ? Progress.Phase.DONE : stages.get(i + 1).phase());
            if (!(end instanceof StepEnd.AllRead)) {
                return end;
            }
            if (!last && ticket.budgetUsed(ticket.run().progress())) {
                return new StepEnd.HandOn();
            }
        }
        return end;
    }

    private static void enterFirst(RunTicket ticket, Progress.Phase first) {
        if (ticket.run().progress().phase() != first) {
            ticket.enter(first);
        }
    }

    private static int indexOf(RunTicket ticket, List<Stage> stages) {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).phase() == ticket.run().progress().phase()) {
                return i;
            }
        }
        return stages.size();
    }
}
