package dev.fides.local.launch.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The app under Microsoft's Azure Functions Core Tools ({@code func start}), with Azurite for the storage that they need
 * unless the setting {@code AzureWebJobsStorage} leads elsewhere.
 */
final class CoreTools {

    private static final int AZURITE_BLOB_PORT = 10_000;

    private CoreTools() {}

    static Part start(LaunchSettings settings, Map<String, String> appSettings, LaunchSettings.Tools tools)
            throws IOException {
        String storage = LocalAppSettings.storage(settings);
        boolean needsAzurite = storage.contains("UseDevelopmentStorage=true") && !answers(AZURITE_BLOB_PORT);
        if (needsAzurite && tools.azurite().isEmpty()) {
            throw new LaunchException("func needs storage, but AzureWebJobsStorage asks for the storage emulator, and"
                    + " Azurite neither runs nor is on the PATH. Install it (npm install -g azurite), or name a storage"
                    + " account in AzureWebJobsStorage, or take func off the PATH to use the built-in function host.");
        }
        var processes = new ArrayList<ToolProcess>();
        if (needsAzurite) {
            Path data = Files.createDirectories(settings.home().resolve("local/target/azurite"));
            String azurite = tools.azurite().orElseThrow().toString();
            processes.add(
                    ToolProcess.start(List.of(azurite, "--silent", "--location", data.toString()), data, Map.of()));
        }
        String func = tools.func().orElseThrow().toString();
        String port = String.valueOf(settings.http().number());
        processes.add(ToolProcess.start(List.of(func, "start", "--port", port), settings.app(), appSettings));
        return new ToolsPart(processes, "http://localhost:" + port);
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Tools in the order of their start. */
    private record ToolsPart(List<ToolProcess> processes, String address) implements Part {

        @Override
        public String name() {
            return "functions (func)";
        }

        @Override
        public boolean isRunning() {
            return processes.stream().allMatch(ToolProcess::isRunning);
        }

        @Override
        public OptionalLong process() {
            return OptionalLong.of(processes.get(processes.size() - 1).process());
        }

        @Override
        public void close() {
            for (int i = processes.size() - 1; i >= 0; i--) {
                processes.get(i).close();
            }
        }
    }
}
