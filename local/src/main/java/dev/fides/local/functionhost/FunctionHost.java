package dev.fides.local.functionhost;

import dev.fides.local.functionhost.app.AppFolder;
import dev.fides.local.functionhost.app.AppFunction;
import dev.fides.local.functionhost.app.FunctionApp;
import dev.fides.local.functionhost.app.FunctionAppSettings;
import dev.fides.local.functionhost.app.Trigger;
import dev.fides.local.functionhost.http.EventGridWebhook;
import dev.fides.local.functionhost.http.FrontDoor;
import dev.fides.local.functionhost.queue.QueueListeners;
import dev.fides.local.functionhost.timer.TimerListener;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A packaged function app at work: its HTTP functions answer, its timers fire and its queues are listened to, from
 * {@link #start} until {@link #close}.
 */
public final class FunctionHost implements AutoCloseable {
    /** The setting with the key that callers must show; without it every call is let in, as with {@code func start}. */
    public static final String KEY_SETTING = "FIDES_FUNCTION_KEY";

    private static final Logger LOG = LoggerFactory.getLogger(FunctionHost.class);

    private final FunctionHostSettings settings;
    private final FunctionApp app;
    private final List<TimerListener> timers;
    private final QueueListeners queues;
    private final ExecutorService threads;
    private final FrontDoor frontDoor;

    private FunctionHost(
            FunctionHostSettings settings, FunctionApp app, FunctionAppSettings appSettings, FrontDoor frontDoor) {
        this.settings = settings;
        this.app = app;
        this.frontDoor = frontDoor;
        this.threads = Executors.newCachedThreadPool(named("function-"));
        this.timers = app.functions().stream()
                .filter(function -> function.trigger() instanceof Trigger.Timer)
                .map(function ->
                        new TimerListener(function, (Trigger.Timer) function.trigger(), appSettings, settings.clock()))
                .toList();
        this.queues = new QueueListeners(app, appSettings, threads);
    }

    /**
     * Loads the app and starts all its triggers. HTTP is answered from the beginning, with 503 until all functions are
     * bound. Service Bus need not be there yet.
     *
     * @throws dev.fides.local.functionhost.app.FunctionHostException when the folder is no packaged app, a function
     *     cannot be bound, a setting is missing or the port is taken
     */
    public static FunctionHost start(FunctionHostSettings settings) {
        return start(settings, port -> {});
    }

    /**
     * The same.
     *
     * @param listening takes the port as soon as it is answered on, before the app is loaded
     */
    static FunctionHost start(FunctionHostSettings settings, IntConsumer listening) {
        FunctionAppSettings appSettings = new FunctionAppSettings(settings.appSettings());
        FrontDoor frontDoor = FrontDoor.at(settings.port(), appSettings.get(KEY_SETTING));
        try {
            listening.accept(frontDoor.port());
            FunctionApp app = FunctionApp.load(AppFolder.read(settings.appFolder(), appSettings));
            FunctionHost host = new FunctionHost(settings, app, appSettings, frontDoor);
            frontDoor.open(app, host::runNow);
            LOG.info("{} functions at http://localhost:{}: {}", app.functions().size(), host.port(), host.listing());
            host.queues.start();
            host.timers.forEach(TimerListener::start);
            return host;
        } catch (RuntimeException e) {
            frontDoor.close();
            throw e;
        }
    }

    /** The port that HTTP is served on. */
    public int port() {
        return frontDoor.port();
    }

    /** Starts nothing new, waits for what runs up to the limit of the settings, then lets go of everything. */
    @Override
    public void close() {
        timers.forEach(TimerListener::close);
        queues.drain();
        frontDoor.drain();
        int left = app.running().awaitIdle(settings.drain());
        if (left > 0) {
            LOG.warn("{} invocations did not end within {}", left, settings.drain());
        } else {
            frontDoor.awaitAnswers(settings.drain());
        }
        queues.close();
        frontDoor.close();
        threads.shutdownNow();
        LOG.info("function host has ended");
    }

    private void runNow(AppFunction function, Optional<String> input) {
        if (function.trigger() instanceof Trigger.Timer) {
            timers.stream().filter(timer -> timer.function() == function).forEach(TimerListener::runNow);
        } else if (function.trigger() instanceof Trigger.ServiceBus) {
            threads.execute(() -> QueueListeners.runNow(function, input.orElse("")));
        } else {
            threads.execute(() -> runEvent(function, input.orElse("{}")));
        }
    }

    private static void runEvent(AppFunction function, String event) {
        try {
            EventGridWebhook.runNow(function, event);
        } catch (IOException e) {
            LOG.warn("the input is no JSON event, function {}: {}", function.name(), e.getMessage());
        }
    }

    /** How many functions of each kind there are, for people; their names are told by {@code /admin/host/status}. */
    private String listing() {
        Map<String, Long> kinds = app.functions().stream()
                .collect(Collectors.groupingBy(
                        function -> kind(function.trigger()), LinkedHashMap::new, Collectors.counting()));
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String kind(Trigger trigger) {
        if (trigger instanceof Trigger.Http) {
            return "HTTP";
        } else if (trigger instanceof Trigger.ServiceBus) {
            return "Service Bus";
        } else if (trigger instanceof Trigger.EventGrid) {
            return "Event Grid";
        }
        return "timer";
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
