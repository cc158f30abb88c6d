package dev.fides.sync.snapshot;

import dev.fides.bounds.Faults;
import dev.fides.model.DocumentHashes;
import dev.fides.model.Hash;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.run.Problem;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.state.SnapshotProgress;
import dev.fides.state.Standing;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.Instants;
import dev.fides.sync.SnapshotSettings;
import dev.fides.sync.Sync;
import dev.fides.sync.compare.Finding;
import dev.fides.sync.compare.PageDiff;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one step of an import does with snapshots: it asks the current one which records are as the target confirmed them, checks
 * a few of these, and makes its part of the next one.
 */
public final class SnapshotStep {

    /**
     * Some records of a page, and which of them the snapshot knows.
     *
     * @param place of the first one in the listing
     * @param known those that are as the target confirmed them
     * @param checked those of which the snapshot says the same, and whose states are read to see whether it is right
     */
    public record Look(
            List<HostRecord> records, long place, Map<RecordKey, Entry> known, Map<RecordKey, Entry> checked) {

        /** Keys of those whose states need not be read. */
        public Set<RecordKey> unchanged() {
            return known.keySet();
        }
    }

    private final Sync sync;
    private final Run run;
    private final EnginePorts ports;
    private final SnapshotSettings settings;
    private final EngineEnvironment around;
    private Optional<SnapshotInUse> used;
    private Optional<Maker> maker;
    private long missed;
    private long drift;
    private long place;
    private int page;

    /**
     * @param used the current snapshot, where it may be used
     * @param maker of the next one, where the run makes one
     */
    SnapshotStep(
            Sync sync,
            Run run,
            EnginePorts ports,
            SnapshotSettings settings,
            EngineEnvironment around,
            Optional<SnapshotInUse> used,
            Optional<Maker> maker) {
        SnapshotProgress before = run.progress().snapshot().orElse(SnapshotProgress.NONE);
        this.sync = sync;
        this.run = run;
        this.ports = ports;
        this.settings = settings;
        this.around = around;
        this.used = used;
        this.maker = maker;
        this.missed = before.missed();
        this.drift = before.drift();
    }

    /** What its hashes are of: of what the host lists, which is the record itself or only a hint of it. */
    static String basis(Sync sync) {
        return sync.mapping().fingerprint() + (sync.host().traits().listsWhole() ? "" : " of hints");
    }

    /**
     * Begins with a page of the listing.
     *
     * @param doubtful keys on it that the publisher looks at, whatever the snapshot says
     */
    public void page(Progress before, Collection<RecordKey> doubtful) {
        place = before.listed();
        page = before.page();
        used.ifPresent(snapshot -> doubtful.forEach(snapshot::expect));
    }

    /** Looks for the next records of the page in the snapshot. */
    public Look look(List<HostRecord> records) {
        used = used.filter(present -> present.isUsable(Instants.now(around.clock())));
        Map<RecordKey, Entry> known =
                used.map(present -> known(present, records)).orElse(Map.of());
        Map<RecordKey, Entry> checked = pick(known);
        return new Look(records, place, known, checked);
    }

    private Map<RecordKey, Entry> known(SnapshotInUse snapshot, List<HostRecord> records) {
        snapshot.window().moveTo(place, place + records.size());
        List<Optional<Entry>> entries = around.workers().map(records, this::listed);
        Map<RecordKey, Entry> known = new LinkedHashMap<>();
        for (int i = 0; i < records.size(); i++) {
            long listedAt = place + i;
            RecordKey key = records.get(i).key();
            entries.get(i)
                    .filter(entry -> snapshot.confirms(entry, listedAt))
                    .ifPresent(entry -> known.put(key, entry));
        }
        drift = snapshot.window().drift();
        return known;
    }

    /** Of a record that cannot be hashed the comparison says so. */
    private Optional<Entry> listed(HostRecord record) {
        try {
            return Optional.of(Entry.of(record.key(), sync.sourceHash(record)));
        } catch (Throwable e) {
            Faults.passOn(e);
            return Optional.empty();
        }
    }

    /** Takes those out that are to be checked: the first time in a run one, and then some by chance. */
    private Map<RecordKey, Entry> pick(Map<RecordKey, Entry> known) {
        Map<RecordKey, Entry> picked = new LinkedHashMap<>();
        if (known.isEmpty()) {
            return picked;
        }
        int chance = known.size() + around.random().nextInt(settings.checkOneIn());
        int wanted = Math.max(chance / settings.checkOneIn(), place == 0 ? 1 : 0);
        List<RecordKey> keys = new ArrayList<>(known.keySet());
        for (int i = 0; i < wanted; i++) {
            RecordKey key = keys.get(around.random().nextInt(keys.size()));
            Optional.ofNullable(known.remove(key)).ifPresent(entry -> picked.put(key, entry));
        }
        return picked;
    }

    /**
     * Takes what the comparison found.
     *
     * @return what is to be told of the snapshot
     */
    public List<Problem> take(Look look, PageDiff.Findings findings) {
        if (used.isEmpty() && maker.isEmpty()) {
            return List.of();
        }
        used.ifPresent(snapshot -> around.listener()
                .snapshotUsed(
                        run,
                        look.known().size(),
                        look.records().size() - look.known().size()));
        List<Problem> problems = check(look, findings.stored());
        Set<RecordKey> asConfirmed = new HashSet<>();
        for (Finding finding : findings.findings()) {
            if (finding instanceof Finding.Unchanged unchanged
                    && unchanged.learnt().isEmpty()) {
                asConfirmed.add(finding.key());
            } else {
                used.ifPresent(snapshot -> snapshot.expect(finding.key()));
            }
        }
        for (HostRecord record : look.records()) {
            Optional<Entry> entry = Optional.ofNullable(look.known().get(record.key()));
            if (entry.isEmpty() && asConfirmed.contains(record.key())) {
                entry = Optional.of(findings.stored().get(record.key()))
                        .filter(this::isCurrent)
                        .flatMap(this::confirmed);
                boolean isMissed = !look.checked().containsKey(record.key())
                        && entry.filter(found -> used.filter(snapshot -> !snapshot.isDoubtful(found))
                                        .isPresent())
                                .isPresent();
                missed += isMissed ? 1 : 0;
            }
            add(entry);
            place++;
        }
        return problems;
    }

    private void add(Optional<Entry> entry) {
        maker.ifPresent(making -> making.add(place, entry));
    }

    /** What a snapshot may say of a record with this state: nothing, unless the target confirmed what was made of it. */
    private Optional<Entry> confirmed(StoredState stored) {
        SyncState state = stored.state();
        return state.published()
                .filter(published -> state.failure().isEmpty())
                .map(Standing.Published::hashes)
                .flatMap(this::shown)
                .map(hash -> Entry.of(state.key(), hash));
    }

    private boolean isCurrent(StoredState stored) {
        return stored.state()
                .published()
                .filter(published ->
                        published.hashes().fingerprint().equals(sync.mapping().fingerprint()))
                .isPresent();
    }

    private Optional<Hash> shown(DocumentHashes hashes) {
        return sync.host().traits().listsWhole() ? Optional.of(hashes.source()) : hashes.listed();
    }

    private List<Problem> check(Look look, Map<RecordKey, StoredState> stored) {
        if (used.isEmpty()) {
            return List.of();
        }
        for (Map.Entry<RecordKey, Entry> picked : look.checked().entrySet()) {
            Optional<Entry> found =
                    Optional.ofNullable(stored.get(picked.getKey())).flatMap(this::confirmed);
            if (!found.equals(Optional.of(picked.getValue())) && !used.get().wasWritten(picked.getValue())) {
                return List.of(throwAway(picked.getKey()));
            }
        }
        return List.of();
    }

    /** What was decided by it so far is looked at by the next import, which has none. */
    private Problem throwAway(RecordKey key) {
        String made = used.orElseThrow().snapshot().runId();
        ports.snapshots().remove(sync.name(), 1);
        used = Optional.empty();
        maker = Optional.empty();
        around.listener().snapshotWrong(run, key);
        return new Problem(
                page + 1,
                Optional.of(key),
                "the snapshot of what is confirmed, made by run " + made
                        + ", says that this record is as the target confirmed it, and its state does not, although it was"
                        + " not written since. The snapshot is thrown away, the next import reads every state and sends"
                        + " what was taken for unchanged; look whether somebody removed or restored states. Sync "
                        + sync.name() + ", key " + key + ", run " + run.id(),
                Optional.empty());
    }

    /** The progress together with how far the snapshots are; stores what is not stored yet where the step ends. */
    public Progress noted(Progress after, boolean last) {
        SnapshotProgress now = new SnapshotProgress(maker.map(making -> making.made(last)), missed, drift);
        return now.equals(SnapshotProgress.NONE)
                ? after.withSnapshot(Optional.empty())
                : after.withSnapshot(Optional.of(now));
    }
}
