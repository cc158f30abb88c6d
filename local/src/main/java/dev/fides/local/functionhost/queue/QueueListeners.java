package dev.fides.local.functionhost.queue;

import static java.util.stream.Collectors.groupingBy;

import dev.fides.local.functionhost.app.AppFunction;
import dev.fides.local.functionhost.app.BoundValue;
import dev.fides.local.functionhost.app.FunctionApp;
import dev.fides.local.functionhost.app.FunctionAppSettings;
import dev.fides.local.functionhost.app.HostJson.ServiceBusOptions;
import dev.fides.local.functionhost.app.Trigger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** The listeners of all Service Bus functions of an app. */
public final class QueueListeners implements AutoCloseable {
    private final List<NamespaceListener> listeners;

    /**
     * Does nothing until it is started.
     *
     * @param threads where functions run; never closed here
     * @throws dev.fides.local.functionhost.app.FunctionHostException when a connection setting is missing or unreadable
     */
    public QueueListeners(FunctionApp app, FunctionAppSettings settings, ExecutorService threads) {
        ServiceBusOptions options = app.folder().host().serviceBus();
        List<QueueTrigger> triggers = app.functions().stream()
                .filter(function -> function.trigger() instanceof Trigger.ServiceBus)
                .map(function -> QueueTrigger.of(function, (Trigger.ServiceBus) function.trigger(), settings))
                .toList();
        this.listeners = triggers.stream().collect(groupingBy(QueueTrigger::connectionString)).values().stream()
                .map(group -> new NamespaceListener(group, options, app.running(), threads))
                .toList();
    }

    /** Returns at once, whether Service Bus answers or not. */
    public void start() {
        listeners.forEach(NamespaceListener::start);
    }

    /** Runs a function without a message, as an operator's admin call asks for it. */
    public static void runNow(AppFunction function, String body) {
        function.invoke(new BoundValue.Text(body), MessageBindingData.ofManualRun(body), Map.of());
    }

    /** No further message is started. */
    public void drain() {
        listeners.forEach(NamespaceListener::drain);
    }

    @Override
    public void close() {
        listeners.forEach(NamespaceListener::close);
    }
}
