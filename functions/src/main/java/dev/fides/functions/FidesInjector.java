package dev.fides.functions;

import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import dev.fides.azure.AzureCredentials;
import dev.fides.functions.telemetry.TelemetryExport;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the Functions runtime its instances. The app is put together at the first invocation and kept; when that fails,
 * for example because Cosmos DB is away, the next invocation tries again. The function {@code Health} and the
 * files of the dashboard answer meanwhile.
 */
public final class FidesInjector implements FunctionInstanceInjector {

    private static final Logger LOG = LoggerFactory.getLogger(FidesInjector.class);

    /** The runtime makes injectors as it likes; the app must be there once. */
    private static final AppHolder APP = new AppHolder();

    @Override
    public <T> T getInstance(Class<T> functionClass) {
        Constructor<?> constructor = Arrays.stream(functionClass.getConstructors())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(functionClass.getName() + " needs a public constructor"));
        Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                .map(type -> argument(functionClass, type))
                .toArray();
        try {
            return functionClass.cast(constructor.newInstance(arguments));
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("cannot make " + functionClass.getName(), e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot make " + functionClass.getName(), e.getCause());
        }
    }

    /** Whoever takes the source of the app, or nothing, answers also when the app cannot be put together. */
    private static Object argument(Class<?> functionClass, Class<?> type) {
        if (type == AppSource.class) {
            return APP;
        }
        if (type == FidesApp.class) {
            return Messages.carries(functionClass) ? Messages.patiently(APP) : APP.get();
        }
        throw new IllegalStateException(
                functionClass.getName() + " needs a public constructor that takes the app, its source, or nothing");
    }

    /**
     * Functions that take messages: a message whose function cannot be made goes back at once, and uses up a
     * delivery.
     */
    private static final class Messages {

        /**
         * With 1,000 deliveries, a deployment that cannot start may stay for more than eight hours before it loses
         * one.
         */
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        static boolean carries(Class<?> functionClass) {
            return Arrays.stream(functionClass.getMethods())
                    .flatMap(method -> Arrays.stream(method.getParameters()))
                    .anyMatch(parameter -> parameter.isAnnotationPresent(ServiceBusQueueTrigger.class));
        }

        static FidesApp patiently(AppSource source) {
            try {
                return source.get();
            } catch (RuntimeException e) {
                try {
                    Thread.sleep(PATIENCE.toMillis());
                } catch (InterruptedException interruption) {
                    Thread.currentThread().interrupt();
                }
                throw e;
            }
        }
    }

    private static final class AppHolder implements AppSource {
        private volatile FidesApp app;
        private TelemetryExport export;
        private String told = "";

        @Override
        public FidesApp get() {
            FidesApp made = app;
            return made != null ? made : make();
        }

        private synchronized FidesApp make() {
            if (app == null) {
                try {
                    app = FidesApp.create(System.getenv(), telemetry());
                    export.relieveConsole(System.getenv());
                } catch (RuntimeException e) {
                    tell(String.valueOf(e.getMessage()));
                    throw e;
                }
            }
            return app;
        }

        /** Once: every timer and every message tries again. */
        private void tell(String fault) {
            if (!fault.equals(told)) {
                told = fault;
                LOG.error("Fides cannot start: {}", fault);
            }
        }

        /** Started once, however often the app has to be put together. */
        private OpenTelemetry telemetry() {
            if (export == null) {
                export = TelemetryExport.start(System.getenv(), AzureCredentials.ofThisMachine()::of);
                Runtime.getRuntime().addShutdownHook(new Thread(export::close, "fides-telemetry-end"));
            }
            return export.openTelemetry();
        }
    }
}
