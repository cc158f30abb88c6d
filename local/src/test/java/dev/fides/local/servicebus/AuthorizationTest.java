package dev.fides.local.servicebus;

import static dev.fides.local.servicebus.QueueBuilder.queue;
import static dev.fides.local.servicebus.SdkFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import dev.fides.local.servicebus.config.NamespaceConfig;
import dev.fides.local.servicebus.management.SharedAccessKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {
    private static final SharedAccessKey KEY = new SharedAccessKey("sender", "the right key");

    private static ServiceBusEndpoint endpoint;

    @BeforeAll
    static void start() {
        endpoint = ServiceBusEndpoint.start(ServiceBusSettings.of(
                        0, new NamespaceConfig(List.of(queue("guarded").build()), List.of()))
                .withKey(KEY));
    }

    @AfterAll
    static void stop() {
        endpoint.close();
    }

    @Test
    void the_right_key_is_accepted() {
        send(endpoint.connectionString());

        assertThat(endpoint.counts("guarded").active()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SharedAccessKeyName=sender", "SharedAccessKey=the right key"})
    void a_wrong_name_or_key_is_refused(String part) {
        String wrong = endpoint.connectionString().replace(part + ";", part + "x;");

        assertThatThrownBy(() -> send(wrong))
                .isInstanceOfSatisfying(
                        ServiceBusException.class,
                        e -> assertThat(e.getReason()).isEqualTo(ServiceBusFailureReason.UNAUTHORIZED));
    }

    @Test
    void links_are_refused_on_a_connection_that_put_no_token() {
        try (AmqpWire stranger = AmqpWire.connect(endpoint.port())) {
            for (String address : List.of("guarded", "guarded/$management")) {
                assertThat(stranger.refusalOf(stranger.sender(address))).isEqualTo("amqp:unauthorized-access");
                assertThat(stranger.refusalOf(stranger.receiver(address))).isEqualTo("amqp:unauthorized-access");
            }
        }
    }

    @Test
    void the_key_is_not_shown() {
        assertThat(KEY.toString()).isEqualTo("SharedAccessKey[name=sender]");
    }

    private static void send(String connectionString) {
        try (ServiceBusSenderClient sender = new ServiceBusClientBuilder()
                .connectionString(connectionString)
                .retryOptions(new AmqpRetryOptions().setMaxRetries(0).setTryTimeout(Duration.ofSeconds(10)))
                .sender()
                .queueName("guarded")
                .buildClient()) {
            sender.sendMessage(message("hello"));
        }
    }
}
