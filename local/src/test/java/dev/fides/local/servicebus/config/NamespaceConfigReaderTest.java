package dev.fides.local.servicebus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamespaceConfigReaderTest {

    @TempDir
    private Path folder;

    @Test
    void the_file_of_the_project_holds_its_five_queues() {
        NamespaceConfig config = NamespaceConfigReader.read(Path.of("../infra/local/Config.json"));

        assertThat(config.topics()).isEmpty();
        assertThat(config.queues())
                .extracting(QueueConfig::name)
                .containsExactly(
                        "fides-changes",
                        "fides-changes-priority",
                        "fides-steps",
                        "fides-host-events",
                        "fides-rejected");
        assertThat(config.queues())
                .extracting(QueueConfig::requiresSession)
                .containsExactly(true, true, false, false, false);
        assertThat(config.queues())
                .extracting(QueueConfig::deadLettersExpired)
                .as("rejected messages end without becoming dead letters")
                .containsExactly(true, true, true, true, false);
        assertThat(config.queues()).allSatisfy(queue -> {
            assertThat(queue.lockDuration()).isEqualTo(Duration.ofMinutes(1));
            assertThat(queue.maxDeliveryCount()).isEqualTo(1000);
            assertThat(queue.defaultTimeToLive()).isEqualTo(Duration.ofDays(14));
            assertThat(queue.duplicateWindow()).isEmpty();
        });
    }

    @Test
    void every_property_of_queues_and_topics_is_read() throws IOException {
        NamespaceConfig config = NamespaceConfigReader.read(file("""
                {"UserConfig": {"Logging": {"Type": "File"}, "Namespaces": [{"Name": "sbemulatorns",
                  "Queues": [
                    {"Name": "q", "Properties": {
                      "DeadLetteringOnMessageExpiration": true, "DefaultMessageTimeToLive": "PT10M",
                      "DuplicateDetectionHistoryTimeWindow": "PT30S", "ForwardDeadLetteredMessagesTo": "plain",
                      "ForwardTo": "t", "LockDuration": "PT2M", "MaxDeliveryCount": 7,
                      "RequiresDuplicateDetection": true, "RequiresSession": true}},
                    {"Name": "plain"}],
                  "Topics": [
                    {"Name": "t", "Properties": {"DefaultMessageTimeToLive": "PT5M"},
                     "Subscriptions": [{"Name": "s", "Properties": {"MaxDeliveryCount": 2}, "Rules": []}]}]}]}}
                """));

        assertThat(config.queues())
                .containsExactly(
                        new QueueConfig(
                                "q",
                                true,
                                Duration.ofMinutes(2),
                                7,
                                Duration.ofMinutes(10),
                                true,
                                Optional.of(Duration.ofSeconds(30)),
                                Optional.of("t"),
                                Optional.of("plain")),
                        QueueConfig.named("plain"));
        TopicConfig topic = config.topics().get(0);
        assertThat(topic.defaultTimeToLive()).isEqualTo(Duration.ofMinutes(5));
        assertThat(topic.subscriptions())
                .extracting(QueueConfig::maxDeliveryCount)
                .containsExactly(2);
    }

    @Test
    void all_faults_are_told_at_once_with_their_place_and_reason() throws IOException {
        assertThat(faultsOf("""
                        {"UserConfig": {"Namespaces": [{"Name": "n", "Extra": 1,
                          "Queues": [
                            {"Name": "a", "Properties": {"LockDuration": "1 minute", "MaxDeliveryCount": 0,
                              "RequiresSession": "yes", "AutoDeleteOnIdle": "P1D", "ForwardTo": "nowhere"}},
                            {"Name": "A"}, {"Name": "-"},
                            {"Name": "x", "Properties": {"ForwardTo": "y", "LockDuration": "PT1H"}},
                            {"Name": "y", "Properties": {"ForwardTo": "x"}}],
                          "Topics": [
                            {"Name": "t", "Subscriptions": [{"Name": "s", "Rules": [{"Name": "r"}],
                              "Properties": {"ForwardTo": "t"}}]},
                            {"Name": "u"}]}]}}
                        """))
                .extracting(fault -> fault.substring(0, fault.indexOf(": ")))
                .containsExactlyInAnyOrder(
                        "UserConfig.Namespaces[0].Extra",
                        "UserConfig.Namespaces[0].Queues[0].Properties.LockDuration",
                        "UserConfig.Namespaces[0].Queues[0].Properties.MaxDeliveryCount",
                        "UserConfig.Namespaces[0].Queues[0].Properties.RequiresSession",
                        "UserConfig.Namespaces[0].Queues[0].Properties.AutoDeleteOnIdle",
                        "UserConfig.Namespaces[0].Queues[2].Name",
                        "UserConfig.Namespaces[0].Queues[3].Properties.LockDuration",
                        "UserConfig.Namespaces[0].Topics[0].Subscriptions[0].Rules",
                        "UserConfig.Namespaces[0].Topics[1].Subscriptions",
                        "Queues and Topics",
                        "a",
                        "x",
                        "y",
                        "t",
                        "t/subscriptions/s");
    }

    @Test
    void a_file_that_is_missing_or_no_json_is_told_by_its_name() throws IOException {
        assertThat(catchThrowableOfType(
                        InvalidConfigException.class, () -> NamespaceConfigReader.read(folder.resolve("none.json"))))
                .hasMessageContaining("none.json")
                .hasMessageContaining("there is no such file");
        assertThat(faultsOf("{\n  \"UserConfig\": }"))
                .singleElement()
                .asString()
                .contains("is not JSON", "line 2");
        assertThat(faultsOf("[]")).anyMatch(fault -> fault.contains("must be an object"));
    }

    private List<String> faultsOf(String json) throws IOException {
        Path file = file(json);
        return catchThrowableOfType(InvalidConfigException.class, () -> NamespaceConfigReader.read(file))
                .faults();
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("Config.json"), json);
    }
}
