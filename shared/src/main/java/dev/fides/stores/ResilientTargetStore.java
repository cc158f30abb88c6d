package dev.fides.stores;

import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.resilience.HeldBack;
import dev.fides.resilience.Verdict;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetRequest;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetTraits;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A target of any kind under its limits; only writes that are known not to have been applied are sent again. */
final class ResilientTargetStore implements TargetStore {

    /** The status of a write that was refused otherwise than by an HTTP answer. */
    private static final int NO_STATUS = 0;

    private final TargetStore target;
    private final TargetTraits traits;
    private final StoreCalls calls;

    /** @param writeShape what of the definition decides what a write leaves in the target */
    ResilientTargetStore(TargetStore target, List<String> writeShape, StoreCalls calls) {
        this.target = target;
        TargetTraits own = target.traits();
        this.traits = new TargetTraits(own.lists(), own.finds(), StoreClasses.hash(writeShape, own.writeShape()));
        this.calls = calls;
    }

    @Override
    public TargetTraits traits() {
        return traits;
    }

    @Override
    public TargetPage list(Optional<String> cursor) {
        if (!traits.lists()) {
            throw new PermanentException("this target has no listing");
        }
        return calls.call("list", () -> target.list(cursor));
    }

    @Override
    public Optional<String> find(RecordKey key) {
        if (!traits.finds()) {
            throw new PermanentException("this target does not find documents by their keys, key " + key);
        }
        return calls.call("find key " + key, () -> target.find(key));
    }

    @Override
    public Optional<TargetRequest> preview(TargetWrite write) {
        return target.preview(write).map(this::redacted);
    }

    /** What a class shows may have app settings in it, like what it says. */
    private TargetRequest redacted(TargetRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> headers.put(name, calls.redact(value)));
        return new TargetRequest(
                request.method(),
                calls.redact(request.address()),
                headers,
                request.body().map(calls::redact));
    }

    @Override
    public List<WriteResult> write(List<TargetWrite> writes) {
        List<WriteResult> results = new ArrayList<>(Collections.nCopies(writes.size(), null));
        List<Integer> open =
                new ArrayList<>(IntStream.range(0, writes.size()).boxed().toList());
        if (open.isEmpty()) {
            return List.of();
        }
        Optional<HeldBack> heldBack = calls.attempt(() -> {
            List<WriteResult> answer = sent(open.stream().map(writes::get).toList());
            for (int i = 0; i < open.size(); i++) {
                results.set(open.get(i), answer.get(i));
            }
            open.removeIf(place -> !(results.get(place) instanceof WriteResult.Unavailable));
            return verdict(answer);
        });
        heldBack.ifPresent(held -> open.forEach(place -> results.set(place, heldBack(writes.get(place), held))));
        return List.copyOf(results);
    }

    private WriteResult heldBack(TargetWrite write, HeldBack held) {
        return new WriteResult.Unavailable(
                calls.describe("write key " + write.key(), "not called: " + held.why()), held.retryAfter());
    }

    /** One result for each write, whatever the store does: what it does not answer may or may not have been applied. */
    private List<WriteResult> sent(List<TargetWrite> writes) {
        try {
            List<WriteResult> answer = List.copyOf(target.write(writes)).stream()
                    .map(this::redacted)
                    .toList();
            return answer.size() == writes.size()
                    ? answer
                    : all(
                            writes,
                            new WriteResult.Unknown(calls.describe(
                                    "write",
                                    answer.size() + " results of the store for " + writes.size() + " writes")));
        } catch (PermanentException e) {
            return all(writes, new WriteResult.Refused(NO_STATUS, calls.redact(e.getMessage())));
        } catch (RuntimeException e) {
            return all(writes, new WriteResult.Unknown(calls.fault("write", e).getMessage()));
        }
    }

    private WriteResult redacted(WriteResult result) {
        if (result instanceof WriteResult.Refused refused) {
            return new WriteResult.Refused(refused.status(), calls.redact(refused.message()));
        }
        if (result instanceof WriteResult.Unavailable unavailable) {
            return new WriteResult.Unavailable(
                    calls.redact(unavailable.message()),
                    unavailable.retryAfter().map(calls::bounded));
        }
        return result instanceof WriteResult.Unknown unknown
                ? new WriteResult.Unknown(calls.redact(unknown.message()))
                : result;
    }

    private static List<WriteResult> all(List<TargetWrite> writes, WriteResult result) {
        return Collections.nCopies(writes.size(), result);
    }

    /** One that may have been applied weighs most: then nothing is sent again before somebody has looked. */
    private static Verdict verdict(List<WriteResult> results) {
        Verdict verdict = new Verdict.Healthy();
        for (WriteResult result : results) {
            if (result instanceof WriteResult.Unknown unknown) {
                return new Verdict.Doubtful(unknown.message());
            }
            if (result instanceof WriteResult.Unavailable unavailable && !(verdict instanceof Verdict.Overloaded)) {
                verdict = StoreCalls.verdict(unavailable.message(), unavailable.retryAfter());
            }
        }
        return verdict;
    }
}
