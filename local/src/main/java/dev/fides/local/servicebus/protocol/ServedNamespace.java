package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.Namespace;
import dev.fides.local.servicebus.broker.Timers;

/** What all connections share. Used on the thread of the endpoint only. */
public record ServedNamespace(Namespace namespace, RequestNodes nodes, MessageCodec codec, Timers timers) {}
