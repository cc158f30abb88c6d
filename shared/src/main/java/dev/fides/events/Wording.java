package dev.fides.events;

/** Whether the texts of an event are those that its host wrote. */
public enum Wording {
    /** Byte for byte. */
    EXACT,

    /**
     * The Event Grid trigger of the Functions host reads the JSON and writes it anew: a text in the form of a date and
     * time may come out as another text that means the same instant. (Seen with the host 4.1037.)
     */
    REWRITTEN
}
