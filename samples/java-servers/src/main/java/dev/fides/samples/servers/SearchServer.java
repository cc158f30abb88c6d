package dev.fides.samples.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.transport.Netty4Plugin;

/** One node of OpenSearch, as its distribution runs it, without the plugins for security. */
public final class SearchServer extends Node {

    private static final String NAME = "samples";

    private SearchServer(Path home) {
        super(
                InternalSettingsPreparer.prepareEnvironment(
                        settings(home), Map.of(), home.resolve("config"), () -> NAME),
                List.of(Netty4Plugin.class),
                true);
    }

    private static Settings settings(Path home) {
        return Settings.builder()
                .put("path.home", home)
                .put("cluster.name", NAME)
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("http.type", "netty4")
                .put("http.port", "0")
                .put("transport.type", "netty4")
                .put("transport.port", "0")
                .build();
    }

    /**
     * Runs until the standard input ends.
     *
     * @param arguments a folder for its data
     */
    public static void main(String[] arguments) throws IOException, NodeValidationException {
        try (SearchServer server = new SearchServer(Files.createDirectories(Path.of(arguments[0])))) {
            server.start();
            Lifetime.untilInputEnds(server.injector()
                    .getInstance(HttpServerTransport.class)
                    .boundAddress()
                    .publishAddress()
                    .getPort());
        }
        System.exit(0);
    }
}
