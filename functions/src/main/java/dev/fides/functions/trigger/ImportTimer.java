package dev.fides.functions.trigger;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import dev.fides.functions.FidesApp;
import dev.fides.functions.telemetry.Caller;
import dev.fides.run.RunType;

/** Looks after all runs, then starts the imports that are due. */
public final class ImportTimer {

    private final FidesApp app;

    public ImportTimer(FidesApp app) {
        this.app = app;
    }

    @FunctionName("ImportTimer")
    public void run(@TimerTrigger(name = "timer", schedule = "%IMPORT_TICK%") String timer, ExecutionContext context) {
        Caller.during(context, () -> app.tick(RunType.IMPORT));
    }
}
