package dev.fides.local.servicebus;

/** Where a link says that it has something for its client, which the connection then writes. */
interface Output {
    void isReady();
}
