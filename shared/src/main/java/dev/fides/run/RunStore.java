package dev.fides.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps runs, their ledgers and their pages. Runs that ended, and what belongs to them, expire after a time that the
 * store is configured with.
 *
 * <p>Calls that get no answer throw {@link dev.fides.model.RetryableException}; a write whose outcome was unknown is
 * resolved by reading again before anything is thrown.
 */
public interface RunStore {

    /**
     * Stores a new run.
     *
     * @throws dev.fides.model.ConflictException when a run of this id exists
     */
    StoredRun create(Run run);

    Optional<StoredRun> read(String runId);

    /**
     * Replaces a run.
     *
     * @param expected the stored run that {@code run} was made from
     * @throws dev.fides.model.ConflictException when another version is stored
     */
    StoredRun replace(StoredRun expected, Run run);

    /** The runs of a sync that have not ended, newest first. */
    List<StoredRun> active(String sync);

    /**
     * The runs of a sync, newest first.
     *
     * @throws dev.fides.model.InvalidCursorException when the cursor is none of this store
     */
    RunListing list(String sync, Optional<String> cursor, int limit);

    /** Stores new ledgers, all of one run; one that exists is replaced. */
    void putLedgers(List<Ledger> ledgers);

    Optional<StoredLedger> ledger(String runId, String ledgerId);

    /**
     * Replaces a ledger.
     *
     * @throws dev.fides.model.ConflictException when another version is stored
     */
    StoredLedger replace(StoredLedger expected, Ledger ledger);

    /** Hands every ledger of a run to {@code to}, page by page, so that memory does not grow with the run. */
    void eachLedger(String runId, Consumer<LedgerSummary> to);

    /** Summaries of ledgers of a run that are not settled, at most {@code limit}. */
    List<LedgerSummary> unsettled(String runId, int limit);

    /** Stores pages, all of one run; one that exists is replaced. */
    void putPages(List<RunPage> pages);

    /**
     * Pages of one kind that a run noted down, in the order of {@link RunPageId#text()}.
     *
     * @param after only those behind this one
     */
    List<RunPage> pages(String runId, RunPage.Kind kind, Optional<RunPageId> after, int limit);

    /**
     * Removes a run with its ledgers and pages; the run itself goes last, so that what is left of it can be found.
     *
     * @param limit the most documents that are removed
     * @return how many were; 0 only when none was left
     */
    int remove(String runId, int limit);
}
