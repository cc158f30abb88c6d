package dev.fides.sync.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RefreshReason;
import dev.fides.state.Failure;
import dev.fides.state.FailureReason;
import dev.fides.state.SaveResult;
import dev.fides.state.StateFilter;
import dev.fides.state.StatePage;
import dev.fides.state.StateWrite;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.EngineListener;
import dev.fides.sync.Instants;
import dev.fides.sync.Parking;
import dev.fides.sync.Sync;
import dev.fides.sync.send.ChangeSender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Parked records: shown, and tried again when they are due or when an operator asks. Retries are refreshes on the normal
 * queue, sent in portions, so that neither a call nor a tick takes long however many there are.
 */
public final class ParkedRetries {

    private static final int PER_PAGE = 100;

    /** Pages that one call or one tick sends. */
    private static final int PAGES = 20;

    /** Reasons are few: more wishes than this are not open at once. */
    private static final int MAX_WISHES = 20;

    /** A wish that was fulfilled needs no more than to be seen as such by those who read it before. */
    private static final Duration FULFILLED_TIME_TO_LIVE = Duration.ofMinutes(10);

    private final SyncStateStore states;
    private final ControlStore control;
    private final ChangeSender sender;
    private final Supplier<String> writeIds;
    private final Clock clock;
    private final EngineListener listener;

    public ParkedRetries(
            SyncStateStore states,
            ControlStore control,
            ChangeSender sender,
            Supplier<String> writeIds,
            Clock clock,
            EngineListener listener) {
        this.states = states;
        this.control = control;
        this.sender = sender;
        this.writeIds = writeIds;
        this.clock = clock;
        this.listener = listener;
    }

    /** A page of the parked records, all or those of one reason. */
    public StatePage page(Sync sync, Optional<FailureReason> reason, Optional<String> cursor, int limit) {
        return states.list(sync.name(), new StateFilter.Parked(reason), cursor, limit);
    }

    /**
     * Tries all parked records again, or those of one reason. The first portion is sent at once; the ticks of the
     * supervisor send the others, also when this instance dies.
     *
     * @return how many are on their way already
     */
    public int retry(Sync sync, Optional<FailureReason> reason) {
        String id = prefix(sync) + reason.map(FailureReason::name).orElse("ALL");
        ObjectNode wish = JsonNodeFactory.instance
                .objectNode()
                .put("type", "retry")
                .put("sync", sync.name())
                .put("wishedAt", Instants.now(clock).toString())
                .put("open", true);
        reason.ifPresent(r -> wish.put("reason", r.name()));
        // Somebody else's wish at the same moment is as good as this one.
        return control.save(id, wish, control.read(id), Optional.empty())
                .map(stored -> fulfil(sync, stored))
                .orElse(0);
    }

    /** Sends what is due, and a portion of what operators wished for. */
    void tick(Sync sync) {
        retryDue(sync);
        for (ControlDocument wish : control.list(prefix(sync), MAX_WISHES)) {
            if (wish.content().path("open").asBoolean()) {
                fulfil(sync, wish);
            }
        }
    }

    private static String prefix(Sync sync) {
        return "retry:" + sync.name() + ":";
    }

    private int fulfil(Sync sync, ControlDocument wish) {
        ObjectNode content = wish.content().deepCopy();
        Optional<FailureReason> reason = content.has("reason")
                ? Optional.of(FailureReason.valueOf(content.path("reason").asText()))
                : Optional.empty();
        Optional<String> cursor =
                content.has("cursor") ? Optional.of(content.path("cursor").asText()) : Optional.empty();
        int sent = 0;
        for (int i = 0; i < PAGES; i++) {
            StatePage page = page(sync, reason, cursor, PER_PAGE);
            send(sync, page.states().stream().map(StoredState::state).toList());
            sent += page.states().size();
            cursor = page.next();
            if (cursor.isEmpty()) {
                break;
            }
        }
        content.put("open", cursor.isPresent());
        cursor.ifPresent(at -> content.put("cursor", at));
        // Who else worked on the same wish sent the same refreshes; doubles do no harm.
        control.save(
                wish.id(),
                content,
                Optional.of(wish),
                cursor.isPresent() ? Optional.empty() : Optional.of(FULFILLED_TIME_TO_LIVE));
        return sent;
    }

    /** The next retry is put off first, so that neither a crash nor a second instance sends them over and over. */
    private void retryDue(Sync sync) {
        for (int i = 0; i < PAGES; i++) {
            Instant now = Instants.now(clock);
            StatePage due = states.list(sync.name(), new StateFilter.Due(now), Optional.empty(), PER_PAGE);
            List<SyncState> mine = putOff(sync, due.states(), now);
            send(sync, mine);
            if (mine.isEmpty() || due.next().isEmpty()) {
                return;
            }
        }
    }

    private List<SyncState> putOff(Sync sync, List<StoredState> due, Instant now) {
        if (due.isEmpty()) {
            return List.of();
        }
        List<StateWrite> writes = due.stream()
                .map(stored -> new StateWrite(putOff(sync, stored.state(), now), Optional.of(stored.etag())))
                .toList();
        List<SaveResult> results = states.save(writes);
        List<SyncState> mine = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof SaveResult.Saved) {
                mine.add(due.get(i).state());
            }
        }
        return mine;
    }

    private SyncState putOff(Sync sync, SyncState state, Instant now) {
        Failure failure = state.failure().orElseThrow();
        Failure later = new Failure(
                failure.sourceHash(),
                failure.reason(),
                failure.message(),
                failure.attempts(),
                failure.firstAt(),
                Optional.of(now.plus(
                        Parking.wait(failure.attempts(), sync.definition().failures()))));
        return new SyncState(
                state.sync(),
                state.key(),
                state.standing(),
                state.targetId(),
                state.observedAt(),
                state.runId(),
                writeIds.get(),
                Optional.of(later),
                state.idOwner(),
                state.otherIds());
    }

    private void send(Sync sync, List<SyncState> parked) {
        if (parked.isEmpty()) {
            return;
        }
        List<Change> refreshes = parked.stream()
                .<Change>map(state -> new Change.Refresh(state.key(), RefreshReason.RETRY))
                .toList();
        sender.send(sync, refreshes, Priority.NORMAL);
        listener.retriesSent(sync, refreshes.size());
    }
}
