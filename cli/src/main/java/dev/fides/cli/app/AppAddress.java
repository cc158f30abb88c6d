package dev.fides.cli.app;

import dev.fides.cli.settings.CommandSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the app is.
 *
 * @param uri without {@code /api}, and without a slash at its end
 * @param key a function key, where the app wants one
 * @param named whether somebody named it; else it is the one on this machine
 */
public record AppAddress(URI uri, Optional<String> key, boolean named) {

    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern ADDRESS =
            Pattern.compile("https?://([^/:@?#\\[\\]]+|\\[[0-9a-fA-F:.]+\\])(:[0-9]{1,5})?(/[^?#]*)?");

    /**
     * The one that {@code FIDES_URL} names with {@code FIDES_KEY}, else the one on this machine.
     *
     * @throws IllegalArgumentException when that is no address, or the key cannot be sent
     */
    public static AppAddress of(CommandSettings settings) {
        Optional<String> url = settings.find("FIDES_URL");
        String address = url.orElse(
                "http://localhost:" + settings.find("FIDES_HTTP_PORT").orElse("7071"));
        URI uri = uri(address)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected an address such as https://fides.example.com in FIDES_URL,"
                                + " and a port in FIDES_HTTP_PORT, found " + address));
        Optional<String> key = settings.find("FIDES_KEY")
                // What the function host of this machine itself is told to ask for.
                .or(() -> url.isPresent() ? Optional.empty() : settings.find("FIDES_FUNCTION_KEY"));
        if (key.filter(text -> text.chars().anyMatch(Character::isISOControl)).isPresent()) {
            throw new IllegalArgumentException("the function key has a line break or another control character in it,"
                    + " with which it cannot be sent; set FIDES_KEY anew");
        }
        return new AppAddress(uri, key, url.isPresent());
    }

    private static Optional<URI> uri(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(address.replaceAll("(/api)?/*$", ""));
            // Names that the client could not look up, such as those with an underscore, are no host.
            return uri.getHost() == null || uri.getPort() > HIGHEST_PORT ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** For messages. */
    @Override
    public String toString() {
        return uri + (named ? " (FIDES_URL)" : " (this machine)");
    }
}
