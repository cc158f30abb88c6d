package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

/** How documents are brought into the target. */
public sealed interface Writes {

    /** One request that creates or replaces. */
    record Upsert(WriteOperation upsert) implements Writes {
        public Upsert {
            requireNonNull(upsert, "upsert");
        }
    }

    /** One request for what the target does not have yet and another for what it has. */
    record CreateAndUpdate(CreateOperation create, WriteOperation update) implements Writes {
        public CreateAndUpdate {
            requireNonNull(create, "create");
            requireNonNull(update, "update");
        }
    }
}
