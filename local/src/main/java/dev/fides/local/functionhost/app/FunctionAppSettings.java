package dev.fides.local.functionhost.app;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The app settings as the host sees them: names to values, with the two look-up rules of the Azure Functions host.
 *
 * @param values usually the environment of the process
 */
public record FunctionAppSettings(Map<String, String> values) {
    private static final Pattern PLACEHOLDER = Pattern.compile("%([^%]+)%");
    private static final String CONNECTION_PREFIX = "AzureWebJobs";

    public FunctionAppSettings {
        values = Map.copyOf(values);
    }

    /** The value of a setting; an empty value counts as none. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /**
     * Replaces every {@code %NAME%} in a binding's attribute by the setting of that name.
     *
     * @param usedBy what the text belongs to, for the error message
     * @throws FunctionHostException when a named setting does not exist
     */
    public String resolve(String text, String usedBy) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            String value = get(match.group(1))
                    .orElseThrow(() -> new FunctionHostException(
                            "app setting %s is missing, used by %s".formatted(match.group(1), usedBy)));
            return Matcher.quoteReplacement(value);
        });
    }

    /**
     * The connection string that a binding's {@code connection} names: the setting with the prefix {@code AzureWebJobs}
     * comes first, then the bare name. No name means {@code AzureWebJobsServiceBus}.
     *
     * @throws FunctionHostException when neither setting exists
     */
    public String serviceBusConnection(String connection, String usedBy) {
        String name = connection.isBlank() ? "ServiceBus" : connection;
        return get(CONNECTION_PREFIX + name).or(() -> get(name)).orElseThrow(() -> missing(name, usedBy));
    }

    private FunctionHostException missing(String name, String usedBy) {
        if (get(name + "__fullyQualifiedNamespace").isPresent()) {
            return new FunctionHostException(
                    "setting %s__fullyQualifiedNamespace needs an identity of Azure; on one machine give a connection string in %s, used by %s"
                            .formatted(name, name, usedBy));
        }
        return new FunctionHostException("connection setting %s is missing, used by %s".formatted(name, usedBy));
    }
}
