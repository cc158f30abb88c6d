package dev.fides.local.launch.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * A port that a part listens on.
 *
 * @param variable the environment variable that chooses it
 */
public record Port(String variable, int number) {

    static Port from(Map<String, String> environment, String variable, int otherwise) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            return new Port(variable, otherwise);
        }
        try {
            int number = Integer.parseInt(value.strip());
            if (number > 0 && number < 65_536) {
                return new Port(variable, number);
            }
        } catch (NumberFormatException e) {
            throw new LaunchException(wrong(variable, value), e);
        }
        throw new LaunchException(wrong(variable, value));
    }

    private static String wrong(String variable, String value) {
        return variable + " must be a port from 1 to 65535, not '" + value + "'.";
    }

    /** Fails with advice if another process listens there. */
    public void requireFree() {
        try (var probe = new ServerSocket(number, 1, InetAddress.getLoopbackAddress())) {
            probe.setReuseAddress(true);
        } catch (IOException e) {
            throw new LaunchException(
                    "Port " + number + " is taken. End what uses it, or choose another port with " + variable + ".", e);
        }
    }
}
