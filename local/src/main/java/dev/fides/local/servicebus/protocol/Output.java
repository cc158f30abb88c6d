package dev.fides.local.servicebus.protocol;

/** Where a link says that it has something for its client, which the connection then writes. */
public interface Output {
    void isReady();
}
