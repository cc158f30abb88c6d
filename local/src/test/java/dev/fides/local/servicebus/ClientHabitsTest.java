package dev.fides.local.servicebus;

import static dev.fides.local.servicebus.QueueBuilder.queue;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.local.servicebus.config.NamespaceConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transaction.Coordinator;
import org.apache.qpid.proton.amqp.transaction.Declare;
import org.apache.qpid.proton.amqp.transaction.Declared;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frames as Microsoft's clients for .NET ({@code Azure.Messaging.ServiceBus} 7.21) and JavaScript
 * ({@code @azure/service-bus} 7.9) send them, where they differ from those of the client for Java.
 */
class ClientHabitsTest {

    /** Holds until 2100. Made with {@code printf 'amqps%%3A%%2F%%2Flocalhost%%2F\n4102444800' | openssl dgst -sha256 -hmac SAS_KEY_VALUE -binary | base64}. */
    private static final String TOKEN =
            "SharedAccessSignature sr=amqps%3A%2F%2Flocalhost%2F&sig=jiKnP27BbnCvQ9b1fA6%2F5YYEaA8Q2j2ctqlKTXv4Nyo%3D&se=4102444800&skn=RootManageSharedAccessKey";

    private ServiceBusEndpoint endpoint;
    private AmqpWire wire;

    @BeforeEach
    void start() {
        endpoint = ServiceBusEndpoint.start(ServiceBusSettings.of(
                0,
                new NamespaceConfig(
                        List.of(
                                queue("plain").build(),
                                queue("lanes").withSessions().build()),
                        List.of())));
        wire = AmqpWire.connect(endpoint.port());
    }

    @AfterEach
    void stop() {
        wire.close();
        endpoint.close();
    }

    @Test
    void claims_based_security_spells_its_status_with_hyphens() {
        Map<String, Object> accepted = putToken(TOKEN);
        Map<String, Object> refused = putToken(TOKEN.replace("4102444800", "4102444801"));

        assertThat(accepted).containsOnly(Map.entry("status-code", 202), Map.entry("status-description", "Accepted"));
        assertThat(refused)
                .containsEntry("status-code", 401)
                .containsEntry("error-condition", Symbol.valueOf("amqp:unauthorized-access"))
                .containsOnlyKeys("status-code", "status-description", "error-condition");
    }

    @Test
    void management_spells_its_status_in_one_word() {
        putToken(TOKEN);

        assertThat(manage("plain/$management", "com.microsoft:peek-message"))
                .containsOnly(Map.entry("statusCode", 204), Map.entry("statusDescription", "No Content"));
        assertThat(manage("plain/$management", "com.microsoft:unheard-of"))
                .containsOnlyKeys("statusCode", "statusDescription", "errorCondition");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "/plain",
                "/PLAIN",
                "amqp://localhost/plain",
                "sb://localhost:5672/plain",
                "amqps://h//plain"
            })
    void every_way_to_write_an_address_names_the_queue(String address) {
        putToken(TOKEN);

        wire.send(wire.sender(address), text("hello"));
        Receiver receiver = wire.receiver(address);

        assertThat(AmqpWire.read(receiver, wire.next(receiver)).getBody().toString())
                .contains("hello");
        assertThat(manage(address + "/$management", "com.microsoft:peek-message"))
                .containsEntry("statusCode", 200);
        assertThat(wire.receiver(address + "/$DeadLetterQueue").getRemoteSource())
                .isNotNull();
    }

    @Test
    void a_dead_letter_is_confirmed_as_rejected_without_the_error_that_gave_its_reason() {
        putToken(TOKEN);
        wire.send(wire.sender("/plain"), text("bad"));
        Receiver receiver = wire.receiver("/plain");
        Delivery delivery = wire.next(receiver);

        delivery.disposition(deadLetter("reason", "description"));
        wire.exchangeUntil(delivery::remotelySettled);

        assertThat(delivery.getRemoteState())
                .isInstanceOfSatisfying(
                        Rejected.class, r -> assertThat(r.getError()).isNull());
        Receiver letters = wire.receiver("/plain/$DeadLetterQueue");
        Message letter = AmqpWire.read(letters, wire.next(letters));
        assertThat(letter.getApplicationProperties().getValue())
                .containsEntry("DeadLetterReason", "reason")
                .containsEntry("DeadLetterErrorDescription", "description");
    }

    @Test
    void a_dead_letter_within_a_transaction_is_confirmed_without_the_error_too() {
        putToken(TOKEN);
        wire.send(wire.sender("/plain"), text("bad"));
        Receiver receiver = wire.receiver("/plain");
        Delivery delivery = wire.next(receiver);
        Message declare = Message.Factory.create();
        declare.setBody(new AmqpValue(new Declare()));
        Delivery declared = wire.send(wire.sender("transactions", new Source(), new Coordinator()), declare);

        TransactionalState state = new TransactionalState();
        state.setTxnId(((Declared) declared.getRemoteState()).getTxnId());
        state.setOutcome(deadLetter("reason", "description"));
        delivery.disposition(state);
        wire.exchangeUntil(delivery::remotelySettled);

        assertThat(delivery.getRemoteState())
                .isInstanceOfSatisfying(
                        TransactionalState.class,
                        confirmed -> assertThat(confirmed.getOutcome())
                                .isInstanceOfSatisfying(
                                        Rejected.class,
                                        r -> assertThat(r.getError()).isNull()));
    }

    @Test
    void a_lost_lock_is_still_a_rejection_with_its_error() {
        putToken(TOKEN);
        wire.send(wire.sender("/plain"), text("slow"));
        Receiver receiver = wire.receiver("/plain");
        Delivery delivery = wire.next(receiver);
        endpoint.expireLocks();

        delivery.disposition(deadLetter("reason", "description"));
        wire.exchangeUntil(delivery::remotelySettled);

        assertThat((Object) ((Rejected) delivery.getRemoteState()).getError().getCondition())
                .hasToString("com.microsoft:message-lock-lost");
    }

    @Test
    void a_reply_link_without_a_target_is_named_by_its_own_name() {
        Receiver replies = wire.receiver("replies of javascript", AmqpWire.source("$cbs"), new Target());
        Sender requests = wire.sender("requests of javascript", new Source(), AmqpWire.target("$cbs"));

        Message request = tokenRequest(TOKEN);
        request.setReplyTo("replies of javascript");
        wire.send(requests, request);

        assertThat(AmqpWire.read(replies, wire.next(replies))
                        .getApplicationProperties()
                        .getValue())
                .containsEntry("status-code", 202);
    }

    @Test
    void a_message_without_a_session_id_is_not_allowed_where_sessions_are_needed() {
        putToken(TOKEN);

        Delivery refused = wire.send(wire.sender("/lanes"), text("nowhere"));

        assertThat((Object) ((Rejected) refused.getRemoteState()).getError().getCondition())
                .hasToString("amqp:not-allowed");
    }

    @Test
    void a_message_without_an_id_gets_one_and_keeps_all_else() {
        putToken(TOKEN);
        Message bare = text("no properties");
        Message rich = text("properties");
        rich.setSubject("subject");
        rich.setApplicationProperties(new ApplicationProperties(Map.of("of the", "sender")));
        wire.send(wire.sender("/plain"), bare);
        wire.send(wire.sender("/plain"), rich);

        Receiver receiver = wire.receiver("/plain");
        Message first = AmqpWire.read(receiver, wire.next(receiver));
        Message second = AmqpWire.read(receiver, wire.next(receiver));

        assertThat((String) first.getMessageId()).matches("[0-9a-f]{32}");
        assertThat((String) second.getMessageId()).matches("[0-9a-f]{32}").isNotEqualTo(first.getMessageId());
        assertThat(first.getBody().toString()).contains("no properties");
        assertThat(second.getSubject()).isEqualTo("subject");
        assertThat(second.getApplicationProperties().getValue()).containsExactly(Map.entry("of the", "sender"));
        assertThat(second.getBody().toString()).contains("properties");
    }

    @Test
    void a_link_to_nothing_is_refused_whatever_its_address_looks_like() {
        putToken(TOKEN);

        for (String address : List.of("/nothing", "amqp://localhost/nothing", "/", "")) {
            assertThat(wire.refusalOf(wire.sender(address))).isEqualTo("amqp:not-found");
        }
    }

    @Test
    void a_connection_that_is_closed_gets_an_answer() {
        putToken(TOKEN);

        wire.sayGoodbye();

        assertThat(endpoint.counts("plain").total()).isZero();
    }

    private static Rejected deadLetter(String reason, String description) {
        ErrorCondition error = new ErrorCondition(Symbol.valueOf("com.microsoft:dead-letter"), null);
        Map<Symbol, Object> info = new HashMap<>();
        info.put(Symbol.valueOf("DeadLetterReason"), reason);
        info.put(Symbol.valueOf("DeadLetterErrorDescription"), description);
        error.setInfo(info);
        Rejected rejected = new Rejected();
        rejected.setError(error);
        return rejected;
    }

    private static Message text(String text) {
        Message message = Message.Factory.create();
        message.setBody(new Data(new Binary(text.getBytes(UTF_8))));
        return message;
    }

    /** Authorizes the connection as .NET does; returns the application properties of the answer. */
    private Map<String, Object> putToken(String token) {
        return ask("$cbs", tokenRequest(token));
    }

    private static Message tokenRequest(String token) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("operation", "put-token");
        properties.put("type", "servicebus.windows.net:sastoken");
        properties.put("name", "amqp://localhost/plain");
        return request(properties, token);
    }

    private Map<String, Object> manage(String node, String operation) {
        Map<String, Object> body = new HashMap<>();
        body.put("from-sequence-number", 1L);
        body.put("message-count", 1);
        return ask(node, request(Map.of("operation", operation), body));
    }

    private static Message request(Map<String, Object> properties, Object body) {
        Message request = Message.Factory.create();
        request.setMessageId("request1");
        request.setApplicationProperties(new ApplicationProperties(properties));
        request.setBody(new AmqpValue(body));
        return request;
    }

    /** Opens a pair of links of its own, with a random address for the replies as .NET chooses it. */
    private Map<String, Object> ask(String node, Message request) {
        String replyTo = UUID.randomUUID().toString().replace("-", "");
        Sender requests = wire.sender(replyTo + ":sender", new Source(), AmqpWire.target(node));
        Receiver replies = wire.receiver(replyTo + ":receiver", AmqpWire.source(node), AmqpWire.target(replyTo));
        request.setReplyTo(replyTo);
        wire.send(requests, request);
        Message reply = AmqpWire.read(replies, wire.next(replies));
        assertThat(reply.getCorrelationId()).isEqualTo(request.getMessageId());
        return reply.getApplicationProperties().getValue();
    }
}
