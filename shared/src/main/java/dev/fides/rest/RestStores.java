package dev.fides.rest;

import dev.fides.bounds.ExpendableThreads;
import dev.fides.bounds.LimitedWork;
import dev.fides.config.HostDefinition;
import dev.fides.config.SyncDefinition;
import dev.fides.config.TargetDefinition;
import dev.fides.config.TargetIds;
import dev.fides.config.access.Auth;
import dev.fides.config.service.Connection;
import dev.fides.config.service.HostKind;
import dev.fides.config.service.Resilience;
import dev.fides.config.service.TargetKind;
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
import dev.fides.rest.auth.LoginTokens;
import dev.fides.rest.auth.TokenSource;
import dev.fides.rest.call.Parallel;
import dev.fides.rest.call.ServiceConnection;
import dev.fides.rest.call.TargetFinder;
import dev.fides.rest.http.Transport;
import dev.fides.rest.write.BulkWriter;
import dev.fides.rest.write.SingleWriter;
import dev.fides.rest.write.WriteAnswers;
import dev.fides.rest.write.WriteRequests;
import dev.fides.rest.write.WriteShape;
import dev.fides.rest.write.WriteTemplates;
import dev.fides.target.TargetStore;
import java.time.Duration;
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
    private final ExpendableThreads threads;
    private final Map<ConnectionId, ServiceConnection> connections = new ConcurrentHashMap<>();
    private final Map<String, HostStore> hosts = new ConcurrentHashMap<>();
    private final Map<String, TargetStore> targets = new ConcurrentHashMap<>();

    /**
     * @param managedIdentity gives the tokens of definitions with {@code managedIdentity}
     * @param maxResponseBytes the largest answer that is read
     * @param threads on which templates run, because nobody knows how long they take
     */
    public RestStores(
            SharedResilience shared,
            Pace pace,
            TokenSource managedIdentity,
            long maxResponseBytes,
            ExpendableThreads threads) {
        this.shared = shared;
        this.pace = pace;
        this.managedIdentity = managedIdentity;
        this.maxResponseBytes = maxResponseBytes;
        this.threads = threads;
    }

    /** The host of a sync, of which this is the definition. */
    public HostStore hostStore(SyncDefinition sync, HostKind.Rest rest) {
        return hosts.computeIfAbsent(sync.name(), name -> {
            HostDefinition host = sync.host();
            ServiceConnection connection =
                    connection(new ConnectionId(name, Side.HOST), rest.connection(), host.timeout(), host.resilience());
            return new RestHostStore(
                    host.key(),
                    rest,
                    connection,
                    parallel(name + "-host", host.resilience()),
                    new LimitedWork(name, threads));
        });
    }

    /**
     * The target of a sync, of which this is the definition.
     *
     * @throws dev.fides.model.PermanentException when a template of a write is missing or wrong
     */
    public TargetStore targetStore(SyncDefinition sync, TargetKind.Rest rest) {
        return targets.computeIfAbsent(sync.name(), name -> newTargetStore(sync, rest));
    }

    private TargetStore newTargetStore(SyncDefinition sync, TargetKind.Rest rest) {
        TargetDefinition target = sync.target();
        ServiceConnection connection = connection(
                new ConnectionId(sync.name(), Side.TARGET), rest.connection(), target.timeout(), target.resilience());
        Parallel parallel = parallel(sync.name() + "-target", target.resilience());
        WriteAnswers answers = new WriteAnswers(rest, connection);
        Optional<TargetFinder> finder = target.ids() instanceof TargetIds.AssignedByTarget
                ? rest.find().map(find -> new TargetFinder(find, connection))
                : Optional.empty();
        LimitedWork work = new LimitedWork(sync.name(), threads);
        WriteRequests requests = new WriteRequests(rest, sync.base(), connection, answers, work);
        SingleWriter single = new SingleWriter(target.ids(), rest, requests, answers, finder);
        Optional<BulkWriter> bulk = rest.bulk()
                .map(operation -> new BulkWriter(
                        operation,
                        WriteTemplates.of(operation, sync.base(), work),
                        connection,
                        answers,
                        single,
                        parallel));
        String writeShape = WriteShape.of(target.ids(), rest, sync.base());
        Optional<ListedKeys> keys = rest.list().map(list -> new ListedKeys(list.key(), sync.base(), work));
        return new RestTargetStore(rest, writeShape, connection, keys, finder, single, bulk, parallel);
    }

    /** The state of a connection, once a store of it was made. */
    public Optional<CircuitState> circuit(ConnectionId id) {
        return Optional.ofNullable(connections.get(id)).map(ServiceConnection::state);
    }

    private ServiceConnection connection(
            ConnectionId id, Connection settings, Duration timeout, Resilience resilience) {
        return connections.computeIfAbsent(id, unused -> {
            Transport transport = new Transport(timeout, maxResponseBytes, settings.tls());
            return new ServiceConnection(
                    id,
                    settings,
                    Credentials.of(
                            settings.auth(),
                            auth -> new CachedToken(tokens(auth, transport), pace.clock()),
                            pace.clock()),
                    transport,
                    new ResilientCalls(id, resilience, shared, pace),
                    pace.clock(),
                    pace.longestPause());
        });
    }

    private Supplier<AccessToken> tokens(Auth.WithToken auth, Transport transport) {
        if (auth instanceof Auth.OAuth2 oauth2) {
            return new ClientCredentials(oauth2, transport, pace.clock());
        }
        if (auth instanceof Auth.Login login) {
            return new LoginTokens(login, transport, pace.clock());
        }
        String scope = ((Auth.ManagedIdentity) auth).scope();
        return () -> managedIdentity.token(scope);
    }

    private static Parallel parallel(String name, Resilience resilience) {
        return new Parallel(name, resilience.concurrency());
    }
}
