package dev.fides.json;

/** Takes bytes as they are made, such as {@code MessageDigest::update}. */
@FunctionalInterface
public interface ByteSink {

    /** Takes a part of an array that is reused after the call. */
    void write(byte[] bytes, int offset, int length);
}
