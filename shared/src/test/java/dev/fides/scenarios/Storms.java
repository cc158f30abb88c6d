package dev.fides.scenarios;

import dev.fides.run.RunType;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What may happen in a {@link Storm}, and how often. */
final class Storms {

    private final List<String> keys;
    private final Optional<Arbitrary<Happening>> moves;

    private Storms(List<String> keys, Optional<Arbitrary<Happening>> moves) {
        this.keys = keys;
        this.moves = moves;
    }

    /** Storms with these records. */
    static Arbitrary<List<Happening>> of(List<String> keys) {
        return new Storms(keys, Optional.empty()).storms();
    }

    /** One thing out of such a storm. */
    static Arbitrary<Happening> single(List<String> keys) {
        return new Storms(keys, Optional.empty()).anything();
    }

    /** Storms in which ids move from record to record, in each way that has a name. */
    static Arbitrary<List<Happening>> ofMoves(List<String> keys) {
        Arbitrary<String> some = Arbitraries.of(keys);
        return new Storms(
                        keys,
                        Optional.of(Arbitraries.oneOf(
                                Combinators.combine(some, some).as(Move.HandOver::new),
                                Combinators.combine(some, some).as(Move.Swap::new),
                                Arbitraries.just(new Move.Ring(keys)),
                                Combinators.combine(some, some).as(Move.InsertAgain::new),
                                Arbitraries.just(new Move.OneForAll(keys)))))
                .storms();
    }

    private Arbitrary<List<Happening>> storms() {
        return anything().list().ofMinSize(3).ofMaxSize(30);
    }

    private Arbitrary<Happening> anything() {
        return Arbitraries.frequencyOf(Tuple.of(3, simple()), Tuple.of(1, meanwhile()));
    }

    private Arbitrary<Happening> meanwhile() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 12),
                        inTheMiddle().list().ofMinSize(1).ofMaxSize(4))
                .as(Happening.Meanwhile::new);
    }

    private Arbitrary<Happening> inTheMiddle() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(new Happening.Die())), Tuple.of(2, longPass()), Tuple.of(5, simple()));
    }

    private static Arbitrary<Happening> longPass() {
        return Arbitraries.of(61, 91, 125, 200).map(Happening.Pass::new);
    }

    private Arbitrary<Happening> simple() {
        Arbitrary<String> some = Arbitraries.of(keys);
        Arbitrary<Integer> few = Arbitraries.integers().between(0, 3);
        return Arbitraries.frequencyOf(
                Tuple.of(10, Combinators.combine(some, values()).as(Happening.Edit::new)),
                Tuple.of(3, some.map(Happening.Remove::new)),
                Tuple.of(5, some.map(Happening.Event::new)),
                Tuple.of(1, some.map(Happening.Nominate::new)),
                Tuple.of(6, few.map(Happening.Work::new)),
                Tuple.of(
                        5,
                        Arbitraries.of(RunType.IMPORT, RunType.IMPORT, RunType.REIMPORT, RunType.CLEAN_UP)
                                .map(Happening.Start::new)),
                Tuple.of(8, few.map(Happening.Step::new)),
                Tuple.of(12, Combinators.combine(few, few).as(Happening.Deliver::new)),
                Tuple.of(2, few.map(Happening.TwoMessages::new)),
                Tuple.of(2, Combinators.combine(few, few).as(Happening.Overtake::new)),
                Tuple.of(1, Arbitraries.just(new Happening.TwoSteps())),
                Tuple.of(3, Arbitraries.of(1, 4, 10).map(Happening.Pass::new)),
                Tuple.of(2, longPass()),
                Tuple.of(2, few.map(Happening.Supervise::new)),
                Tuple.of(1, few.map(Happening.Cancel::new)),
                Tuple.of(1, Arbitraries.just(new Happening.Approve())),
                Tuple.of(1, Arbitraries.of(true, false, false).map(Happening.Pause::new)),
                Tuple.of(6, faults()),
                Tuple.of(moves.isPresent() ? 8 : 0, moves.orElse(faults())));
    }

    private static Arbitrary<String> values() {
        return Arbitraries.frequency(
                Tuple.of(4, "1"), Tuple.of(4, "2"), Tuple.of(2, "3"), Tuple.of(1, "hidden"), Tuple.of(1, "bad"));
    }

    private Arbitrary<Happening> faults() {
        Arbitrary<Storm.Part> parts = Arbitraries.of(Storm.Part.class);
        Arbitrary<Integer> few = Arbitraries.integers().between(0, 3);
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        return Arbitraries.oneOf(
                Combinators.combine(parts, few).as(Happening.FailOnce::new),
                Combinators.combine(parts, few).as(Happening.LoseAnswers::new),
                Combinators.combine(parts, either).as(Happening.PartDown::new),
                few.map(Happening.LoseTargetAnswers::new),
                few.map(Happening.LoseTargetRequests::new),
                either.map(Happening.TargetDown::new),
                either.map(Happening.HostDown::new),
                Combinators.combine(Arbitraries.of(keys), either).as(Happening.Refuse::new),
                few.map(Happening.AnswerWithError::new),
                Arbitraries.just(new Happening.ForgetEverything()),
                Arbitraries.of("1", "2", "upper").map(Happening.Deploy::new));
    }
}
