package dev.fides.local.servicebus.protocol;

import java.util.Map;
import org.apache.qpid.proton.message.Message;

/** Answers the requests to one node, such as {@code $cbs} or {@code queue/$management}. */
public interface RequestHandler {

    /**
     * Does what is asked.
     *
     * @throws ServiceBusFault to refuse it, with the status of the reply
     */
    Answer handle(Message request);

    /** How the replies of this node spell their status. */
    StatusNames statusNames();

    /** A status such as 200, and the body of the reply. */
    record Answer(int status, String description, Map<String, Object> body) {

        public static Answer ok(Map<String, Object> body) {
            return new Answer(200, "OK", body);
        }

        public static Answer accepted() {
            return new Answer(202, "Accepted", Map.of());
        }

        public static Answer noContent() {
            return new Answer(204, "No Content", Map.of());
        }
    }
}
