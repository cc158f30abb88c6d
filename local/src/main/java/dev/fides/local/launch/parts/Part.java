package dev.fides.local.launch.parts;

import java.util.OptionalLong;

/** A running part of the machine; closing ends it. */
public interface Part extends AutoCloseable {

    /** What it is, for messages. */
    String name();

    /** Where it answers. */
    String address();

    /** Whether it still runs; a part that is a process of its own may end at any time. */
    boolean isRunning();

    /** The process it runs in, if that is not this one. */
    OptionalLong process();

    @Override
    void close();

    /** A part within this process, which runs until it is closed. */
    static Part within(String name, String address, Runnable close) {
        return new Part() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String address() {
                return address;
            }

            @Override
            public boolean isRunning() {
                return true;
            }

            @Override
            public OptionalLong process() {
                return OptionalLong.empty();
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
