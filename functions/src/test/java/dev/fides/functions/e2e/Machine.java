package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.local.cosmos.CosmosEndpoint;
import dev.fides.local.cosmos.CosmosSettings;
import dev.fides.local.demo.host.DemoHost;
import dev.fides.local.demo.host.DemoHostSettings;
import dev.fides.local.demo.target.DemoTarget;
import dev.fides.local.demo.target.DemoTargetSettings;
import dev.fides.local.functionhost.FunctionHostProcess;
import dev.fides.local.servicebus.ServiceBusEndpoint;
import dev.fides.local.servicebus.ServiceBusSettings;
import dev.fides.local.servicebus.config.NamespaceConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything on this machine, on free ports: endpoints, services to synchronize, and function hosts as processes. */
final class Machine implements AutoCloseable {

    /** Longer than clocks may differ, so that what a dead step read is surely older than what its successor reads. */
    private static final Duration CLAIM_LEASE = Duration.ofSeconds(12);

    private static final Path APP = Path.of("target", "azure-functions", "fides");
    private static final Path ENTITIES = Path.of("..", "infra", "local", "Config.json");
    private static final Path WORK = Path.of("target", "e2e");

    private final String name;
    private final DemoHost host;
    private final DemoTarget target;
    private final NoteHost noteHost;
    private final DemoTarget noteTarget;
    private final Map<String, String> more = new HashMap<>();
    private final List<FunctionHostProcess> processes = new ArrayList<>();
    private Path app = APP;
    private CosmosEndpoint cosmos;
    private ServiceBusEndpoint serviceBus;

    private Machine(String name, int records) throws IOException {
        this.name = name;
        this.host = DemoHost.start(DemoHostSettings.onPort(0).withRecords(records));
        this.target = DemoTarget.start(DemoTargetSettings.onPort(0));
        this.noteHost = new NoteHost();
        this.noteTarget = DemoTarget.start(DemoTargetSettings.onPort(0));
        this.cosmos = CosmosEndpoint.start(CosmosSettings.onPort(0));
        this.serviceBus = ServiceBusEndpoint.start(ServiceBusSettings.of(0, NamespaceConfigReader.read(ENTITIES)));
        Definitions.writeTo(syncs());
    }

    /** Starts everything but function hosts, with so many cities. */
    static Machine start(String name, int records) throws IOException {
        return new Machine(name, records);
    }

    /** Where the sync definitions are, which a function host reads when it starts. */
    Path syncs() {
        return WORK.resolve(name).resolve("syncs").toAbsolutePath();
    }

    DemoHost host() {
        return host;
    }

    /** Changes so many records, chosen at random among those that the mapping does not leave out, and returns their ids. */
    List<Long> edit(int count) {
        Set<String> mapped = MappedHost.documents(host.uri()).keySet();
        List<Long> chosen = host.control().pick(2 * count).stream()
                .filter(id -> mapped.contains(Long.toString(id)))
                .limit(count)
                .toList();
        return host.control().change(chosen, "population");
    }

    DemoTarget target() {
        return target;
    }

    NoteHost noteHost() {
        return noteHost;
    }

    DemoTarget noteTarget() {
        return noteTarget;
    }

    CosmosEndpoint cosmos() {
        return cosmos;
    }

    /** Adds a definition or a file beside one, for function hosts that are started afterwards. */
    void define(String file, String text) throws IOException {
        Files.writeString(syncs().resolve(file), text);
    }

    /** Sets an app setting of function hosts that are started afterwards. */
    void set(String name, String value) {
        more.put(name, value);
    }

    /** Function hosts that are started afterwards run this package, with the definitions that are in it. */
    void runPackage(Path folder) {
        app = folder;
        set("FIDES_SYNCS", "");
    }

    /** Function hosts that are started afterwards reach Service Bus through this. */
    void reachServiceBusThrough(Wire wire) {
        set("ServiceBus", serviceBus.connectionString().replace(":" + serviceBus.port(), ":" + wire.port()));
    }

    /** Function hosts that are started afterwards reach Cosmos DB through this. */
    void reachCosmosThrough(Wire wire) {
        set("Cosmos", cosmos.connectionString().replace(":" + cosmos.port(), ":" + wire.port()));
    }

    /** What the function hosts wrote to their consoles. */
    String log() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 1; i <= processes.size(); i++) {
            log.append(Files.readString(logOf(i)));
        }
        return log.toString();
    }

    private Path logOf(int process) {
        return WORK.resolve(name).resolve("functions-" + process + ".log");
    }

    ServiceBusEndpoint serviceBus() {
        return serviceBus;
    }

    /** Starts a function host and waits until it is healthy. */
    public Api startFunctions() throws IOException, InterruptedException {
        return startFunctions(Map.of(), List.of());
    }

    /** Starts a function host, whether or not what it needs is there. */
    Api startFunctionsUnchecked() throws IOException, InterruptedException {
        return startFunctionsUnchecked(Map.of(), List.of());
    }

    /** Starts a function host with more settings and JVM arguments than usual, and waits until it is healthy. */
    public Api startFunctions(Map<String, String> moreSettings, List<String> moreArguments)
            throws IOException, InterruptedException {
        Api api = startFunctionsUnchecked(moreSettings, moreArguments);
        Poll.untilTrue("the app is healthy", api::isHealthy);
        return api;
    }

    private Api startFunctionsUnchecked(Map<String, String> moreSettings, List<String> moreArguments)
            throws IOException, InterruptedException {
        Map<String, String> settings = settings();
        settings.putAll(moreSettings);
        List<String> arguments = new ArrayList<>(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        arguments.addAll(moreArguments);
        Path log = logOf(processes.size() + 1);
        Files.deleteIfExists(log);
        FunctionHostProcess process = FunctionHostProcess.start(FunctionHostProcess.Options.of(app, 0)
                .withEnvironment(settings)
                .withJvmArguments(arguments)
                .withLog(log));
        processes.add(process);
        return new Api(process.port());
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("ServiceBus", serviceBus.connectionString());
        settings.put("Cosmos", cosmos.connectionString());
        settings.put("COSMOS_HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
        settings.put("IMPORT_TICK", "0 0 0 1 1 *");
        settings.put("CLEANUP_TICK", "0 0 0 1 1 *");
        settings.put("FIDES_SYNCS", syncs().toString());
        settings.put("FIDES_CLAIM_LEASE", CLAIM_LEASE.toString());
        settings.put("FIDES_PICK_UP_LIMIT", "PT3S");
        settings.put("FIDES_STEP_FAILURES", "2");
        settings.put("CITIES_HOST_URL", host.uri().toString());
        settings.put("CITIES_TARGET_URL", target.uri().toString());
        settings.put("NOTES_HOST_URL", noteHost.uri().toString());
        settings.put("NOTES_TARGET_URL", noteTarget.uri().toString());
        settings.putAll(more);
        return settings;
    }

    /** Kills the function host that was started last, and lets what it had locked go free as time would. */
    void kill() throws InterruptedException {
        FunctionHostProcess last = processes.get(processes.size() - 1);
        last.kill();
        serviceBus.expireLocks();
    }

    void stopServiceBus() {
        serviceBus.close();
    }

    /** Starts it again where it was, without its messages. */
    public void startServiceBus() {
        serviceBus = ServiceBusEndpoint.start(
                ServiceBusSettings.of(serviceBus.port(), NamespaceConfigReader.read(ENTITIES)));
    }

    void stopCosmos() {
        cosmos.close();
    }

    public void startCosmos() {
        cosmos = CosmosEndpoint.start(CosmosSettings.onPort(cosmos.port()));
    }

    /** Ends all faults of the services that are synchronized. */
    void heal() {
        host.control().outage(false);
        host.control().latency(Duration.ZERO);
        host.control().breakPage(1, "status-500", 0);
        target.control().outage(false);
        target.control().latency(Duration.ZERO);
        target.control().failEvery(0, 0, 0);
        target.control().loseAnswers(0);
    }

    /** Fails unless the target holds exactly the mapped host. */
    boolean isInStep() {
        return MappedHost.documents(host.uri()).equals(MappedHost.targetDocuments(target.uri()));
    }

    void requireInStep() {
        Map<String, String> wanted = MappedHost.documents(host.uri());
        Map<String, String> found = MappedHost.targetDocuments(target.uri());
        assertThat(found).isEqualTo(wanted);
    }

    @Override
    public void close() {
        processes.stream().filter(FunctionHostProcess::isAlive).forEach(FunctionHostProcess::close);
        serviceBus.close();
        cosmos.close();
        noteTarget.close();
        noteHost.close();
        target.close();
        host.close();
    }
}
