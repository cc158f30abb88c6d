package dev.fides.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${NAME}} by the app setting of that name. */
final class Settings {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]*)}");

    private Settings() {}

    /**
     * @throws IllegalArgumentException naming the setting that is missing
     */
    static String resolve(String name, Function<String, Optional<String>> settings) {
        return settings.apply(name)
                .orElseThrow(() -> new IllegalArgumentException("the app setting " + name + " is missing"));
    }

    /**
     * @throws IllegalArgumentException naming the setting that is missing
     */
    static String resolveAll(String text, Function<String, Optional<String>> settings) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(resolve(found.group(1), settings)));
    }
}
