package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.ServiceBusFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.Outcome;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;

/** The open transactions of one connection, which end with it. Their work is done when they are committed. */
final class Transactions {

    private record Work(BooleanSupplier stillPossible, Runnable action) {}

    private final Map<Binary, List<Work>> open = new HashMap<>();

    Binary declare() {
        Binary id = new Binary(Amqp.guidBytes(UUID.randomUUID()));
        open.put(id, new ArrayList<>());
        return id;
    }

    /**
     * Adds work to a transaction.
     *
     * @param stillPossible asked at commit: if any work is no longer possible, none is done
     * @throws ServiceBusFault when there is no such transaction
     */
    void add(Binary id, BooleanSupplier stillPossible, Runnable action) {
        find(id).add(new Work(stillPossible, action));
    }

    void rollBack(Binary id) {
        open.remove(id);
    }

    /**
     * Does all the work of a transaction, or none of it.
     *
     * @throws ServiceBusFault when there is no such transaction, or some of its work is no longer possible
     */
    void commit(Binary id) {
        List<Work> all = find(id);
        open.remove(id);
        if (!all.stream().allMatch(work -> work.stillPossible().getAsBoolean())) {
            throw ServiceBusFault.rolledBack("A lock used in the transaction has ended.");
        }
        all.forEach(work -> work.action().run());
    }

    /** The state of a delivery within a transaction that is still open. */
    static TransactionalState provisional(Binary id, Outcome outcome) {
        TransactionalState state = new TransactionalState();
        state.setTxnId(id);
        state.setOutcome(outcome);
        return state;
    }

    private List<Work> find(Binary id) {
        List<Work> work = open.get(id);
        if (work == null) {
            throw ServiceBusFault.rolledBack("There is no such transaction.");
        }
        return work;
    }
}
