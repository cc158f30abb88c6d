package dev.fides.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/** A page of what a run noted down, kept beside the run for as long as its ledgers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Sheet.Nominations.class, name = "NOMINATIONS"),
    @JsonSubTypes.Type(value = Sheet.Examples.class, name = "EXAMPLES"),
    @JsonSubTypes.Type(value = Sheet.Seen.class, name = "SEEN"),
    @JsonSubTypes.Type(value = Sheet.Problems.class, name = "PROBLEMS")
})
public sealed interface Sheet {

    /** More entries than this are spread over several sheets: a document has at most 2 MB. */
    int MAX_ENTRIES = 500;

    SheetId at();

    Kind kind();

    /** What a sheet holds. */
    enum Kind {
        NOMINATIONS,
        EXAMPLES,
        SEEN,
        PROBLEMS
    }

    /** What a clean-up nominated, in order of the keys. */
    record Nominations(SheetId at, List<Nomination> nominations) implements Sheet {
        public Nominations {
            Objects.requireNonNull(at, "at");
            nominations = List.copyOf(nominations);
        }

        @Override
        public Kind kind() {
            return Kind.NOMINATIONS;
        }
    }

    /** Records of a report. */
    record Examples(SheetId at, List<Example> examples) implements Sheet {
        public Examples {
            Objects.requireNonNull(at, "at");
            examples = List.copyOf(examples);
        }

        @Override
        public Kind kind() {
            return Kind.EXAMPLES;
        }
    }

    /**
     * What a verification saw in the target.
     *
     * @param hashes 64 bits for each key
     */
    record Seen(SheetId at, List<Long> hashes) implements Sheet {
        public Seen {
            Objects.requireNonNull(at, "at");
            hashes = List.copyOf(hashes);
        }

        @Override
        public Kind kind() {
            return Kind.SEEN;
        }
    }

    /** What was wrong with items of the host's listing. */
    record Problems(SheetId at, List<Problem> problems) implements Sheet {
        public Problems {
            Objects.requireNonNull(at, "at");
            problems = List.copyOf(problems);
        }

        @Override
        public Kind kind() {
            return Kind.PROBLEMS;
        }
    }
}
