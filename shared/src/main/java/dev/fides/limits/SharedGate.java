package dev.fides.limits;

import dev.fides.limits.SharedCircuit.Mode;
import dev.fides.limits.SharedCircuit.Trial;
import dev.fides.model.FidesException;
import dev.fides.model.RetryableException;
import dev.fides.resilience.Admission;
import dev.fides.resilience.CircuitGate;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this instance knows of one shared circuit. While the store does not answer, it knows nothing, and the
 * connection's own circuit decides alone.
 */
final class SharedGate implements CircuitGate {

    private static final Logger LOG = LoggerFactory.getLogger(SharedGate.class);

    /**
     * How long a read document counts as current: one point read per second and connection, and only while it is
     * used.
     */
    static final Duration BELIEVED = Duration.ofSeconds(1);

    /** A store that did not answer is not asked again at once: it costs the caller its time-out. */
    static final Duration STORE_DOWN = Duration.ofSeconds(10);

    /** Longer than a request may take with what precedes it; a trial that is not made by then is anybody's. */
    static final Duration TRIAL = Duration.ofSeconds(30);

    /** While somebody tries, the others look again after this time. */
    static final Duration DURING_TRIAL = Duration.ofSeconds(5);

    /** What an operator holds back looks again after this time. */
    static final Duration WHILE_FORCED = Duration.ofMinutes(1);

    private enum Grant {
        NONE,
        /** Work was let pass that will make the trial. */
        GIVEN,
        /** The request that is the trial is under way. */
        USED
    }

    private final ConnectionId connection;
    private final CircuitDocuments documents;
    private final Executor writer;
    private final String owner;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicReference<SharedCircuit> known;
    private final AtomicReference<Grant> grant = new AtomicReference<>(Grant.NONE);
    private final AtomicReference<Instant> readNext = new AtomicReference<>(Instant.MIN);

    SharedGate(ConnectionId connection, CircuitDocuments documents, Executor writer, String owner) {
        this.connection = connection;
        this.documents = documents;
        this.writer = writer;
        this.owner = owner;
        this.known = new AtomicReference<>(SharedCircuit.untouched(documents.now()));
    }

    /** A store that is down is reported elsewhere; a document that cannot be read needs an operator. */
    private static void tell(FidesException e) {
        if (!(e instanceof RetryableException)) {
            LOG.error("a shared circuit is not shared: {}", e.getMessage());
        }
    }

    /** The circuit, as it is or was a moment ago. */
    SharedCircuit circuit() {
        if (!documents.now().isBefore(readNext.get()) && reading.tryLock()) {
            try {
                learn(documents.read(connection));
            } catch (FidesException e) {
                tell(e);
                readNext.set(documents.now().plus(STORE_DOWN));
            } finally {
                reading.unlock();
            }
        }
        return known.get();
    }

    /** Takes over what is stored now. */
    void learn(SharedCircuit circuit) {
        known.set(circuit);
        readNext.set(documents.now().plus(BELIEVED));
    }

    @Override
    public Optional<Duration> closedFor() {
        SharedCircuit circuit = circuit();
        Instant now = documents.now();
        if (circuit.mode() == Mode.OPEN) {
            return Optional.of(WHILE_FORCED);
        }
        Optional<Duration> pause = circuit.pausedFor(now);
        if (pause.isPresent() || !circuit.holdsBack()) {
            return pause;
        }
        if (!circuit.triable(now)) {
            return circuit.retryAt().map(at -> Duration.between(now, at));
        }
        boolean mayTry = !circuit.tried(now) || (isMine(circuit) && grant.get() == Grant.GIVEN);
        return mayTry ? Optional.empty() : Optional.of(DURING_TRIAL);
    }

    @Override
    public String reason() {
        return SharedCircuits.reason(known.get(), connection, documents.now());
    }

    @Override
    public Optional<Instant> decidedAt() {
        SharedCircuit circuit = circuit();
        // What an operator forced closed is used whatever the service asks for.
        return circuit.mode() == Mode.CLOSED
                ? Optional.of(documents.now())
                : circuit.by().map(operator -> circuit.since());
    }

    @Override
    public boolean overrules() {
        SharedCircuit circuit = circuit();
        return circuit.mode() == Mode.CLOSED || circuit.triable(documents.now());
    }

    /** Lets a piece of work pass that will use the connection; one alone while the service is being tried. */
    Optional<Duration> enter() {
        Optional<Duration> closed = closedFor();
        if (closed.isPresent() || !known.get().triable(documents.now())) {
            return closed;
        }
        return claim(Grant.GIVEN) ? Optional.empty() : Optional.of(DURING_TRIAL);
    }

    @Override
    public Admission admit() {
        Optional<Duration> closed = closedFor();
        if (closed.isPresent()) {
            return new Admission.Refused(closed.get());
        }
        SharedCircuit circuit = known.get();
        if (circuit.mode() == Mode.CLOSED) {
            return new Admission.Forced();
        }
        if (!circuit.triable(documents.now())) {
            return new Admission.Granted();
        }
        boolean given =
                isMine(circuit) && circuit.tried(documents.now()) && grant.compareAndSet(Grant.GIVEN, Grant.USED);
        return given || claim(Grant.USED) ? new Admission.Trial() : new Admission.Refused(DURING_TRIAL);
    }

    private boolean isMine(SharedCircuit circuit) {
        return circuit.trial().filter(trial -> trial.owner().equals(owner)).isPresent();
    }

    /** Takes the right to try; without a store, there is nobody to take it from. */
    private synchronized boolean claim(Grant as) {
        Instant now = documents.now();
        if (known.get().tried(now)) {
            return false;
        }
        Trial trial = new Trial(owner, now.plus(TRIAL));
        UnaryOperator<SharedCircuit> change =
                circuit -> circuit.triable(now) && !circuit.tried(now) ? circuit.trying(trial) : circuit;
        try {
            learn(documents.change(connection, change));
        } catch (FidesException e) {
            known.updateAndGet(change);
            readNext.set(now.plus(STORE_DOWN));
        }
        boolean claimed = known.get().trial().equals(Optional.of(trial));
        if (claimed) {
            grant.set(as);
        }
        return claimed;
    }

    @Override
    public void tried(Verdict verdict) {
        grant.set(Grant.NONE);
        Instant now = documents.now();
        Optional<String> error = error(verdict);
        change(circuit -> error.isPresent() ? circuit.trialFailed(now, error.get()) : circuit.trialSucceeded(now));
    }

    private static Optional<String> error(Verdict verdict) {
        if (verdict instanceof Verdict.Failing failing) {
            return Optional.of(failing.why());
        }
        if (verdict instanceof Verdict.Overloaded overloaded) {
            return Optional.of(overloaded.why());
        }
        return verdict instanceof Verdict.Doubtful doubtful ? Optional.of(doubtful.why()) : Optional.empty();
    }

    /** Changes what is known here at once, and what is stored as soon as the store has time for it. */
    void change(UnaryOperator<SharedCircuit> change) {
        SharedCircuit before = known.getAndUpdate(change);
        if (before.equals(known.get())) {
            return;
        }
        readNext.set(documents.now().plus(BELIEVED));
        writer.execute(() -> {
            try {
                learn(documents.change(connection, change));
            } catch (FidesException e) {
                tell(e);
                // What is known here holds until the store answers again; the others find out for themselves.
                readNext.set(documents.now().plus(STORE_DOWN));
            }
        });
    }
}
