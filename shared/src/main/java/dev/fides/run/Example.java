package dev.fides.run;

import dev.fides.model.RecordKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One record of the report of a plan or a verification.
 *
 * @param finding what would be done with it, or what is the matter with it
 * @param fields where target and mapped host differ, at most {@value #MAX_FIELDS}
 * @param note more, for people
 */
public record Example(RecordKey key, Finding finding, List<FieldDifference> fields, Optional<String> note) {

    /** A report shows no more records than this. */
    public static final int MAX = 200;

    /** More fields than this help nobody. */
    public static final int MAX_FIELDS = 50;

    public Example {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(finding, "finding");
        fields = List.copyOf(fields.size() > MAX_FIELDS ? fields.subList(0, MAX_FIELDS) : fields);
        Objects.requireNonNull(note, "note");
    }

    /** What a report says of a record. */
    public enum Finding {
        /** An import would publish it. */
        PUBLISH,
        /** An import would park it. */
        PARK,
        /** A clean-up would nominate it. */
        DELETE,
        /** Target and mapped host differ. */
        DIFFERS,
        /** The target lost it. */
        MISSING,
        /** The target still has it. */
        EXTRA,
        /** The host cannot give it, or it cannot be mapped. */
        UNREADABLE
    }
}
