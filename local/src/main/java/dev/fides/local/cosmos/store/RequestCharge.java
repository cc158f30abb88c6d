package dev.fides.local.cosmos.store;

/** Plausible request units: about what the service charges for small documents and few indexed paths. */
public final class RequestCharge {
    private static final double KILOBYTE = 1024;

    private RequestCharge() {}

    /** 1 up to 1 KB, a little more for each further KB. */
    public static double read(int bytes) {
        return round(1 + 0.05 * extraKilobytes(bytes));
    }

    public static double insert(int bytes) {
        return round(5.5 + 1.5 * extraKilobytes(bytes));
    }

    public static double replace(int bytes) {
        return round(10.5 + 3 * extraKilobytes(bytes));
    }

    public static double delete(int bytes) {
        return insert(bytes);
    }

    /**
     * About 2.8 and more with the work done.
     *
     * @param examined documents loaded to answer
     * @param returned documents in the page
     */
    public static double query(int examined, int returned) {
        return round(2.8 + 0.02 * examined + 0.03 * returned);
    }

    private static double extraKilobytes(int bytes) {
        return Math.max(0, Math.ceil(bytes / KILOBYTE) - 1);
    }

    private static double round(double units) {
        return Math.round(units * 100) / 100.0;
    }
}
