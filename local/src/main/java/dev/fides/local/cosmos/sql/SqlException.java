package dev.fides.local.cosmos.sql;

/** A query that can't be understood, or asks for what is not supported here. */
public final class SqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SqlException(String message) {
        super(message);
    }
}
