package dev.fides.config.source;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${NAME}} by the app setting of that name. */
public final class Settings {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]*)}");

    private Settings() {}

    /**
     * The value of one setting.
     *
     * @throws IllegalArgumentException naming the setting that is missing
     */
    public static String resolve(String name, Function<String, Optional<String>> settings) {
        return settings.apply(name)
                .orElseThrow(() -> new IllegalArgumentException("the app setting " + name + " is missing"));
    }

    /**
     * A text in which every setting that it names is replaced by its value.
     *
     * @throws IllegalArgumentException naming the setting that is missing
     */
    public static String resolveAll(String text, Function<String, Optional<String>> settings) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(resolve(found.group(1), settings)));
    }
}
