package dev.fides.functions.trigger;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;
import dev.fides.events.EventMessage;
import dev.fides.functions.FidesApp;
import dev.fides.functions.telemetry.Caller;
import dev.fides.sync.incoming.EventReceiver;

/** Events of hosts that Event Grid delivers directly. */
public final class HostChangeEventGrid {

    private final FidesApp app;

    public HostChangeEventGrid(FidesApp app) {
        this.app = app;
    }

    @FunctionName("HostChangeEventGrid")
    public void run(@EventGridTrigger(name = "event") String event, ExecutionContext context) {
        Caller.during(context, () -> app.receiver().receive(EventReceiver.EVENT_GRID, EventMessage.ofBody(event)));
    }
}
