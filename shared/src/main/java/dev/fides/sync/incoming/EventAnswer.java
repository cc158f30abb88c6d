package dev.fides.sync.incoming;

import dev.fides.sync.EventReceipt;
import java.util.Objects;

/** What a host gets as the answer to its call of the webhook. */
public sealed interface EventAnswer {

    /** Its events are durably queued, as far as they can be used. */
    record Accepted(EventReceipt receipt) implements EventAnswer {
        public Accepted {
            Objects.requireNonNull(receipt, "receipt");
        }
    }

    /** It was Event Grid, which asked whether this endpoint wants its events; it does. */
    record Validated(String validationResponse) implements EventAnswer {
        public Validated {
            Objects.requireNonNull(validationResponse, "validationResponse");
        }
    }

    /** No sync of this name listens to events. */
    record NobodyListens(String reason) implements EventAnswer {
        public NobodyListens {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The definition has a secret, and the body was not signed with it. */
    record BadSignature(String reason) implements EventAnswer {
        public BadSignature {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Nothing in the body can be used; nothing of it is kept. */
    record Unreadable(String reason) implements EventAnswer {
        public Unreadable {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
