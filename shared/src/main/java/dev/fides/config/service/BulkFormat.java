package dev.fides.config.service;

/** What a bulk request's body is. */
public enum BulkFormat {
    /** The request template's result is the body. */
    JSON("application/json"),
    /** The request template's result is an array whose elements are the lines of the body. */
    NDJSON("application/x-ndjson");

    private final String contentType;

    BulkFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }
}
