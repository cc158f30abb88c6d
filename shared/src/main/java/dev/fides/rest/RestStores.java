package dev.fides.rest;

import dev.fides.config.SyncDefinition;
import dev.fides.config.TargetDefinition;
import dev.fides.config.service.Auth;
import dev.fides.config.service.Connection;
import dev.fides.config.service.TargetIds;
import dev.fides.host.HostStore;
import dev.fides.resilience.CircuitState;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.Pace;
import dev.fides.resilience.ResilientCalls;
import dev.fides.resilience.SharedResilience;
import dev.fides.resilience.Side;
import dev.fides.rest.auth.AccessToken;
import dev.fides.rest.auth.CachedToken;
import dev.fides.rest.auth.ClientCredentials;
import dev.fides.rest.auth.Credentials;
import dev.fides.rest.auth.TokenSource;
import dev.fides.rest.call.Parallel;
import dev.fides.rest.call.ServiceConnection;
import dev.fides.rest.call.TargetFinder;
import dev.fides.rest.http.Transport;
import dev.fides.rest.write.BulkWriter;
import dev.fides.rest.write.SingleWriter;
import dev.fides.rest.write.WriteAnswers;
import dev.fides.rest.write.WriteRequests;
import dev.fides.rest.write.WriteTemplates;
import dev.fides.target.TargetStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Makes the stores of syncs, one for each sync and side, so that all who use it share its limits and its circuit. Needs no
 * closing: connections and threads that are not used end by themselves.
 */
public final class RestStores {

    /**
     * What a page of a listing may measure at most: about 60 times the largest usual one, and still small against an
     * instance of 2 GB that reads several syncs.
     */
    public static final long MAX_RESPONSE_BYTES = 64L * 1024 * 1024;

    private final SharedResilience shared;
    private final Pace pace;
    private final TokenSource managedIdentity;
    private final long maxResponseBytes;
    private final Map<ConnectionId, ServiceConnection> connections = new ConcurrentHashMap<>();
    private final Map<String, HostStore> hosts = new ConcurrentHashMap<>();
    private final Map<String, TargetStore> targets = new ConcurrentHashMap<>();

    /**
     * @param managedIdentity gives the tokens of definitions with {@code managedIdentity}
     * @param maxResponseBytes the largest answer that is read
     */
    public RestStores(SharedResilience shared, Pace pace, TokenSource managedIdentity, long maxResponseBytes) {
        this.shared = shared;
        this.pace = pace;
        this.managedIdentity = managedIdentity;
        this.maxResponseBytes = maxResponseBytes;
    }

    /** The host of a sync. */
    public HostStore hostStore(SyncDefinition sync) {
        return hosts.computeIfAbsent(sync.name(), name -> {
            ServiceConnection connection =
                    connection(new ConnectionId(name, Side.HOST), sync.host().connection());
            return new RestHostStore(
                    sync.host(),
                    connection,
                    parallel(name + "-host", sync.host().connection()));
        });
    }

    /**
     * The target of a sync.
     *
     * @throws dev.fides.model.PermanentException when a template of a write is missing or wrong
     */
    public TargetStore targetStore(SyncDefinition sync) {
        return targets.computeIfAbsent(sync.name(), name -> newTargetStore(sync));
    }

    private TargetStore newTargetStore(SyncDefinition sync) {
        TargetDefinition target = sync.target();
        ServiceConnection connection = connection(new ConnectionId(sync.name(), Side.TARGET), target.connection());
        Parallel parallel = parallel(sync.name() + "-target", target.connection());
        WriteAnswers answers = new WriteAnswers(target, connection);
        Optional<TargetFinder> finder = target.ids() instanceof TargetIds.AssignedByTarget assigned
                ? Optional.of(new TargetFinder(assigned.find(), connection))
                : Optional.empty();
        WriteRequests requests = new WriteRequests(target, sync.base(), connection, answers);
        SingleWriter single = new SingleWriter(target, requests, answers, finder);
        Optional<BulkWriter> bulk = target.bulk()
                .map(operation -> new BulkWriter(
                        operation, WriteTemplates.of(operation, sync.base()), connection, answers, single, parallel));
        return new RestTargetStore(target, connection, finder, single, bulk, parallel);
    }

    /** The state of a connection, once a store of it was made. */
    public Optional<CircuitState> circuit(ConnectionId id) {
        return Optional.ofNullable(connections.get(id)).map(ServiceConnection::state);
    }

    private ServiceConnection connection(ConnectionId id, Connection settings) {
        return connections.computeIfAbsent(id, unused -> {
            Transport transport = new Transport(settings.timeout(), maxResponseBytes);
            return new ServiceConnection(
                    id,
                    settings,
                    Credentials.of(settings.auth(), auth -> new CachedToken(tokens(auth, transport), pace.clock())),
                    transport,
                    new ResilientCalls(id, settings.resilience(), shared, pace),
                    pace.clock());
        });
    }

    private Supplier<AccessToken> tokens(Auth auth, Transport transport) {
        if (auth instanceof Auth.OAuth2 oauth2) {
            return new ClientCredentials(oauth2, transport, pace.clock());
        }
        if (auth instanceof Auth.ManagedIdentity identity) {
            return () -> managedIdentity.token(identity.scope());
        }
        throw new IllegalArgumentException(
                "no tokens are needed for " + auth.getClass().getSimpleName());
    }

    private static Parallel parallel(String name, Connection settings) {
        return new Parallel(name, settings.resilience().concurrency());
    }
}
