package dev.fides.functions.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.azure.core.credential.TokenCredential;
import com.azure.monitor.opentelemetry.autoconfigure.AzureMonitorAutoConfigure;
import com.azure.monitor.opentelemetry.autoconfigure.AzureMonitorAutoConfigureOptions;
import dev.fides.config.source.Settings;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/**
 * The exporter of an app's telemetry: the Application Insights agent where one is attached and enabled (it also takes the
 * log lines), else Azure Monitor's exporter when a connection string is set, else nobody.
 *
 * <p>Attached alone does not do: on consumption plans every worker has the agent from the placeholder that it was before
 * it became this app's, and there the agent looks up {@code APPLICATIONINSIGHTS_ENABLE_AGENT}, and does nothing without it.
 */
public final class TelemetryExport implements AutoCloseable {

    private static final String CONNECTION_STRING = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private static final String ENABLE_AGENT = "APPLICATIONINSIGHTS_ENABLE_AGENT";

    /** The app's name, which App Service and Functions give to every worker, and no local host. */
    private static final String ON_AZURE = "WEBSITE_SITE_NAME";

    /** Settings that reach the exporter under its own names, with what they are when nobody sets them. */
    private static final Map<String, String> DEFAULTS = Map.of("otel.service.name", "fides");

    private final OpenTelemetry openTelemetry;
    private final Predicate<ILoggingEvent> logs;
    private final Runnable end;

    /** @param logs the log lines that are exported */
    private TelemetryExport(OpenTelemetry openTelemetry, Predicate<ILoggingEvent> logs, Runnable end) {
        this.openTelemetry = openTelemetry;
        this.logs = logs;
        this.end = end;
    }

    /**
     * Starts exporting.
     *
     * @param environment the app settings
     * @param identity the managed identity of a client id; asked when {@code APPLICATIONINSIGHTS_AUTHENTICATION_STRING} says so
     */
    public static TelemetryExport start(
            Map<String, String> environment, Function<Optional<String>, TokenCredential> identity) {
        if (isAgentAttached() && isAgentEnabled(environment)) {
            return new TelemetryExport(GlobalOpenTelemetry.get(), TelemetryExport::agentTakes, () -> {});
        }
        Optional<String> connection =
                Settings.of(environment).apply(CONNECTION_STRING).filter(text -> !text.isBlank());
        return connection
                .map(text -> exporter(text, IngestionIdentity.from(environment), identity, environment))
                .orElseGet(() -> new TelemetryExport(OpenTelemetry.noop(), event -> false, () -> {}));
    }

    /** What instruments and spans are to be made with. */
    public OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    /**
     * From now on the console has only what is not exported, where the Functions host stores the console's lines: on Azure.
     * To be called when the app runs; why an app does not start must be seen by whoever looks at its log stream.
     */
    public void relieveConsole(Map<String, String> environment) {
        if (environment.containsKey(ON_AZURE)) {
            HostConsole.leaveOut(logs);
        }
    }

    /** Sends what has not been sent yet, and ends. */
    @Override
    public void close() {
        end.run();
    }

    private static TelemetryExport exporter(
            String connectionString,
            IngestionIdentity ingestion,
            Function<Optional<String>, TokenCredential> identity,
            Map<String, String> environment) {
        AzureMonitorAutoConfigureOptions options =
                new AzureMonitorAutoConfigureOptions().connectionString(connectionString);
        if (ingestion.needed()) {
            options.credential(identity.apply(ingestion.clientId()));
        }
        AutoConfiguredOpenTelemetrySdkBuilder builder = AutoConfiguredOpenTelemetrySdk.builder();
        builder.addPropertiesSupplier(() -> properties(environment));
        AzureMonitorAutoConfigure.customize(builder, options);
        OpenTelemetrySdk sdk = builder.build().getOpenTelemetrySdk();
        LogExporter logs = attach(new LogExporter(sdk.getLogsBridge()));
        return new TelemetryExport(sdk, LogExporter::isWanted, () -> {
            logs.stop();
            sdk.shutdown().join(10, TimeUnit.SECONDS);
        });
    }

    private static Map<String, String> properties(Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>(DEFAULTS);
        Optional.ofNullable(environment.get("APPLICATIONINSIGHTS_STATSBEAT_DISABLED"))
                .ifPresent(value -> properties.put("applicationinsights.statsbeat.disabled", value));
        return properties;
    }

    private static LogExporter attach(LogExporter exporter) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            exporter.setContext(context);
            exporter.start();
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(exporter);
        }
        return exporter;
    }

    private static boolean isAgentEnabled(Map<String, String> environment) {
        return Boolean.parseBoolean(environment.getOrDefault(ENABLE_AGENT, ""));
    }

    /** {@code instrumentation.logging.level} of infra/applicationinsights.json. */
    private static boolean agentTakes(ILoggingEvent event) {
        return event.getLevel().isGreaterOrEqual(Level.INFO);
    }

    /** The agent puts its own classes before all others, where only the bootstrap loader finds them. */
    static boolean isAgentAttached() {
        try {
            Class.forName("io.opentelemetry.javaagent.bootstrap.AgentInitializer", false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
