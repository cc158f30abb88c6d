package dev.fides.rest.http;

import java.net.http.HttpHeaders;

/** What came of sending one request. */
public sealed interface Exchange {

    /** The service answered; {@code body} is as much of the answer as came and was wanted, unpacked and in UTF-8. */
    @SuppressWarnings("ArrayRecordComponent") // answers are never compared, and copies of large pages would cost
    record Answer(int status, HttpHeaders headers, byte[] body, Completeness completeness) implements Exchange {

        /** Why it is {@link Completeness#UNREADABLE}. */
        public String whyUnreadable() {
            return Contents.unreadable(headers);
        }
    }

    /** No byte of the request reached the service. */
    record NotSent(String why) implements Exchange {}

    /** The request may have reached the service, but no answer came. */
    record Lost(String why) implements Exchange {}

    /** How much of an answer's body there is. */
    enum Completeness {
        COMPLETE,
        /** The connection broke off. */
        BROKEN_OFF,
        /** The time limit was over before all of it had come. */
        TOO_SLOW,
        /** It went on beyond the limit, as it came or once it was unpacked. */
        TOO_LARGE,
        /** It came in a coding or a charset that cannot be read, and none of it is there. */
        UNREADABLE
    }
}
