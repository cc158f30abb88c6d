package dev.fides.host;

import dev.fides.model.FidesException;
import dev.fides.model.HostRecord;

/** What the host said about one key. */
public sealed interface HostReading {

    /** The host has the record. */
    record Present(HostRecord record) implements HostReading {}

    /** The host answered that it has no such record. */
    record Absent() implements HostReading {}

    /** The host gave no usable answer; this says nothing about the record. */
    record Failed(FidesException error) implements HostReading {}
}
