package dev.fides.cli.operate;

import java.util.List;

/** All commands of operators, in the order in which help lists them. */
public final class OperateCommands {

    private OperateCommands() {}

    public static List<Object> all(Surroundings around) {
        return List.of(
                new StatusCommand(around),
                new RunStart.Import(around),
                new RunStart.Reimport(around),
                new RunStart.Plan(around),
                new RunStart.Verify(around),
                new RunStart.CleanUp(around),
                new RunsCommand(around),
                new FollowCommand(around),
                new ApproveCommand(around),
                new CancelCommand(around),
                new ExplainCommand(around),
                new RefreshCommand(around),
                new ParkedCommand(around),
                new RetryCommand(around),
                new PauseCommand(around),
                new ResumeCommand(around));
    }
}
