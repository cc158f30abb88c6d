package dev.fides.local.servicebus;

/** What all connections share. Used on the thread of the endpoint only. */
record ServedNamespace(Namespace namespace, RequestNodes nodes, MessageCodec codec, Timers timers) {}
