package dev.fides.local.functionhost.queue;

import dev.fides.local.functionhost.app.AppFunction;
import dev.fides.local.functionhost.app.FunctionAppSettings;
import dev.fides.local.functionhost.app.Trigger;

/** A Service Bus function with its settings resolved. */
record QueueTrigger(
        AppFunction function, Trigger.Entity entity, boolean sessions, String setting, String connectionString) {

    static QueueTrigger of(AppFunction function, Trigger.ServiceBus trigger, FunctionAppSettings settings) {
        String usedBy = "function " + function.name();
        String setting = settings.resolve(trigger.connection(), usedBy);
        return new QueueTrigger(
                function,
                entity(trigger.entity(), settings, usedBy),
                trigger.sessions(),
                setting.isBlank() ? "AzureWebJobsServiceBus" : setting,
                settings.serviceBusConnection(setting, usedBy));
    }

    private static Trigger.Entity entity(Trigger.Entity entity, FunctionAppSettings settings, String usedBy) {
        if (entity instanceof Trigger.Subscription subscription) {
            return new Trigger.Subscription(
                    settings.resolve(subscription.topic(), usedBy), settings.resolve(subscription.name(), usedBy));
        }
        return new Trigger.Queue(settings.resolve(((Trigger.Queue) entity).name(), usedBy));
    }

    /** The connection string is a secret. */
    @Override
    public String toString() {
        return "%s %s%s".formatted(function.name(), entity, sessions ? " (sessions)" : "");
    }
}
