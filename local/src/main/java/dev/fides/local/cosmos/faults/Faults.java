package dev.fides.local.cosmos.faults;

import dev.fides.local.cosmos.faults.FaultRule.Access;
import dev.fides.local.cosmos.store.CosmosException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The faults now in force; none at the start. For several threads. */
public final class Faults {
    private final Random random;
    private final List<Active> rules = new CopyOnWriteArrayList<>();
    private final Map<Integer, Long> struck = new ConcurrentHashMap<>();

    public Faults(Random random) {
        this.random = random;
    }

    /** Answers reads and writes of documents with this error, beside the faults already in force. */
    public void answer(double probability, int status, int substatus, long retryAfterMs) {
        add(new FaultRule(Access.ANY, probability, status, substatus, retryAfterMs, false, 0));
    }

    public void add(FaultRule rule) {
        rules.add(new Active(rule));
    }

    /** Ends all faults. */
    public void none() {
        rules.clear();
    }

    public List<FaultRule> rules() {
        return rules.stream().map(Active::rule).toList();
    }

    /** How often a fault struck, by status. */
    public Map<Integer, Long> struck() {
        return new TreeMap<>(struck);
    }

    /**
     * Does {@code work}, unless a fault strikes.
     *
     * @param access READ or WRITE
     * @throws CosmosException the fault, before the work or, where its rule says so, after it
     */
    public <T> T around(Access access, Supplier<T> work) {
        Optional<FaultRule> fault = draw(access);
        if (fault.isEmpty()) {
            return work.get();
        }
        struck.merge(fault.get().status(), 1L, Long::sum);
        if (fault.get().applied()) {
            T unused = work.get();
        }
        throw new CosmosException(
                fault.get().status(),
                fault.get().substatus(),
                fault.get().retryAfterMs(),
                "A fault on demand of the local endpoint.");
    }

    private Optional<FaultRule> draw(Access access) {
        for (Active active : rules) {
            FaultRule rule = active.rule();
            boolean hits = rule.access() == Access.ANY || rule.access() == access;
            if (hits && random.nextDouble() < rule.probability() && active.strike()) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private record Active(FaultRule rule, AtomicInteger struck) {
        Active(FaultRule rule) {
            this(rule, new AtomicInteger());
        }

        boolean strike() {
            return rule.times() == 0 || struck.getAndIncrement() < rule.times();
        }
    }
}
