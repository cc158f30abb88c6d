package dev.fides.stores;

import dev.fides.model.RecordKey;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetRequest;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetTraits;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A target that fails and answers as told, and notes how many writes it was sent. */
final class ScriptedTarget implements TargetStore {
    final Deque<RuntimeException> failures = new ArrayDeque<>();
    final Deque<List<WriteResult>> answers = new ArrayDeque<>();
    final List<Integer> sent = new ArrayList<>();

    @Override
    public TargetTraits traits() {
        return new TargetTraits(false, false, "");
    }

    @Override
    public TargetPage list(Optional<String> cursor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<WriteResult> write(List<TargetWrite> writes) {
        sent.add(writes.size());
        if (!failures.isEmpty()) {
            throw failures.poll();
        }
        return answers.isEmpty()
                ? writes.stream()
                        .<WriteResult>map(w -> new WriteResult.Confirmed(Optional.empty()))
                        .toList()
                : answers.poll();
    }

    @Override
    public Optional<TargetRequest> preview(TargetWrite write) {
        return Optional.of(new TargetRequest(
                "INSERT",
                "db?password=planted",
                Map.of("key", write.key() + " planted"),
                Optional.of("values (planted)")));
    }

    @Override
    public Optional<String> find(RecordKey key) {
        throw new UnsupportedOperationException();
    }
}
