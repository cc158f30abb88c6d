package dev.fides.local.launch;

import dev.fides.local.launch.bench.BenchCommand;
import dev.fides.local.launch.bench.ColdStartBench;
import dev.fides.local.launch.bench.RateBench;
import dev.fides.local.terminal.Words;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;

/** Measures; {@code setup.sh} gives each measurement a process of its own. */
@Command(
        name = "bench",
        description = "Prints figures of imports, memory, how soon a change arrives, and how a rate limit is kept.")
final class BenchmarkCommand implements Callable<Integer> {

    /** What is measured. */
    private enum Figure {
        ONE("1"),
        TEN("10"),
        RATE("rate"),
        COLD("cold");

        private final String word;

        Figure(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** By the word that people use. */
    private static final class ByWord implements ITypeConverter<Figure> {
        @Override
        public Figure convert(String word) {
            return Words.find(Figure.values(), word);
        }
    }

    private final Supplier<Launching> start;

    @Parameters(
            index = "0",
            arity = "0..1",
            converter = ByWord.class,
            paramLabel = "FIGURE",
            description =
                    "One alone: ${COMPLETION-CANDIDATES}. 1 and 10 are imports of so many copies of the data, rate is three"
                            + " function hosts on one target, cold how long the app takes to start. All but cold if left out.")
    private Figure figure = Figure.ONE;

    BenchmarkCommand(Supplier<Launching> start) {
        this.start = start;
    }

    @Override
    public Integer call() throws Exception {
        Launching with = start.get();
        switch (figure) {
            case ONE -> new BenchCommand(with.settings(), with.out()).run(with.machine(), 1);
            case TEN -> new BenchCommand(with.settings(), with.out()).run(with.machine(), 10);
            case RATE -> new RateBench(with.settings(), with.out()).run(with.machine());
            case COLD -> new ColdStartBench(with.settings(), with.out()).run(with.machine());
        }
        return 0;
    }
}
