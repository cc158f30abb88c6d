package dev.fides.sync;

import dev.fides.model.PermanentException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All syncs of this app, by name. */
public final class Syncs {

    private final Map<String, Sync> byName = new LinkedHashMap<>();

    public Syncs(Collection<Sync> syncs) {
        for (Sync sync : syncs) {
            if (byName.put(sync.name(), sync) != null) {
                throw new IllegalArgumentException("two syncs are named " + sync.name());
            }
        }
    }

    public Optional<Sync> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The sync of this name.
     *
     * @throws PermanentException when no definition has it
     */
    public Sync get(String name) {
        return find(name)
                .orElseThrow(() ->
                        new PermanentException("there is no sync named " + name + "; defined are " + byName.keySet()));
    }

    public Collection<Sync> all() {
        return byName.values();
    }
}
