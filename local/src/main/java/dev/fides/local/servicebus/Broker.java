package dev.fides.local.servicebus;

/** What all connections share. Used on the broker's thread only. */
record Broker(Namespace namespace, MessageCodec codec, Timers timers, SharedAccessSignatures signatures) {

    static Broker create(ServiceBusSettings settings) {
        Timers timers = new Timers(settings.clock());
        MessageCodec codec = new MessageCodec();
        return new Broker(
                new Namespace(settings.namespace(), timers, codec),
                codec,
                timers,
                new SharedAccessSignatures(settings.key()));
    }
}
