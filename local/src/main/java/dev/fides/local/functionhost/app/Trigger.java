package dev.fides.local.functionhost.app;

import java.util.Optional;
import java.util.Set;

/** What makes a function run, as its {@code function.json} says; placeholders are not resolved yet. */
public sealed interface Trigger {
    /** The name of the trigger's parameter. */
    String parameter();

    /** Who may call an HTTP function. */
    enum AuthLevel {
        ANONYMOUS,
        FUNCTION,
        ADMIN
    }

    /**
     * Called over HTTP.
     *
     * @param route template without the route prefix; none = the function's name
     * @param methods upper case; empty = every method
     */
    record Http(String parameter, Optional<String> route, Set<String> methods, AuthLevel authLevel) implements Trigger {
        public Http {
            methods = Set.copyOf(methods);
        }
    }

    /**
     * Fired by the clock.
     *
     * @param schedule NCRONTAB with six fields, or {@code %SETTING%}
     */
    record Timer(String parameter, String schedule, boolean runOnStartup) implements Trigger {}

    /**
     * Run once for each message.
     *
     * @param entity queue, or {@code topic/Subscriptions/subscription}
     * @param connection name of the setting that holds the connection string; may be empty
     */
    record ServiceBus(String parameter, Entity entity, String connection, boolean sessions) implements Trigger {}

    /** One event per invocation, in whichever schema it was sent. */
    record EventGrid(String parameter) implements Trigger {}

    /** Where Service Bus messages come from. */
    sealed interface Entity {}

    record Queue(String name) implements Entity {
        @Override
        public String toString() {
            return name;
        }
    }

    record Subscription(String topic, String name) implements Entity {
        @Override
        public String toString() {
            return topic + "/Subscriptions/" + name;
        }
    }
}
