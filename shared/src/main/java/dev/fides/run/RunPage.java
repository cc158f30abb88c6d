package dev.fides.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/** A page of what a run noted down, kept beside the run for as long as its ledgers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunPage.Nominations.class, name = "NOMINATIONS"),
    @JsonSubTypes.Type(value = RunPage.Examples.class, name = "EXAMPLES"),
    @JsonSubTypes.Type(value = RunPage.Seen.class, name = "SEEN"),
    @JsonSubTypes.Type(value = RunPage.Problems.class, name = "PROBLEMS")
})
public sealed interface RunPage {

    /** More entries than this are spread over several pages: a document has at most 2 MB. */
    int MAX_ENTRIES = 500;

    RunPageId at();

    Kind kind();

    /** What a page holds. */
    enum Kind {
        NOMINATIONS,
        EXAMPLES,
        SEEN,
        PROBLEMS
    }

    /** What a clean-up nominated, in order of the keys. */
    record Nominations(RunPageId at, List<Nomination> nominations) implements RunPage {
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
    record Examples(RunPageId at, List<Example> examples) implements RunPage {
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
    record Seen(RunPageId at, List<Long> hashes) implements RunPage {
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
    record Problems(RunPageId at, List<Problem> problems) implements RunPage {
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
