package dev.fides.config.source;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** App settings, and texts that name them as {@code ${NAME}}. */
public final class Settings {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]*)}");

    /**
     * What App Service takes for a reference, in any case (<a
     * href="https://learn.microsoft.com/azure/app-service/app-service-key-vault-references">Key Vault references</a>).
     */
    private static final String VAULT_REFERENCE = "@Microsoft.KeyVault(";

    private Settings() {}

    /**
     * The app settings of an environment. A reference to a Key Vault that the platform could not resolve stands there
     * as it was written: who asks for such a setting gets an {@link IllegalArgumentException} that says what to do.
     */
    public static Function<String, Optional<String>> of(Map<String, String> environment) {
        return name -> Optional.ofNullable(environment.get(name)).map(value -> resolved(name, value));
    }

    private static String resolved(String name, String value) {
        if (value.strip().regionMatches(true, 0, VAULT_REFERENCE, 0, VAULT_REFERENCE.length())) {
            throw new IllegalArgumentException("the app setting " + name + " is a Key Vault reference that was not"
                    + " resolved: put the secret into the vault, let the app's identity read it (role Key Vault Secrets"
                    + " User), and restart the app; the portal shows why beside the setting");
        }
        return value;
    }

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
