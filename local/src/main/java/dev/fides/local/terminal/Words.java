package dev.fides.local.terminal;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line that stand for one of a few things. */
public final class Words {

    private Words() {}

    /**
     * The one that a word stands for.
     *
     * @param known all there are; what they are called is what they are converted to as texts
     * @throws TypeConversionException naming those there are, where it stands for none
     */
    public static <E> E find(E[] known, String word) {
        return Stream.of(known)
                .filter(each -> each.toString().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("expected one of " + List.of(known) + ", found '" + word + "'"));
    }
}
