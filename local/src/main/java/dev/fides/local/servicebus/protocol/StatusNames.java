package dev.fides.local.servicebus.protocol;

/**
 * The application properties in which a reply says how the request ended. Claims-based security and the management of
 * an entity each have a spelling of their own; some clients read both, others only the one of the node they asked.
 */
public enum StatusNames {
    /** As in "AMQP Claims-based Security", a working draft of OASIS. */
    CLAIMS("status-code", "status-description", "error-condition"),
    /** As in Microsoft's "AMQP 1.0 in Azure Service Bus: request-response-based operations". */
    MANAGEMENT("statusCode", "statusDescription", "errorCondition");

    private final String code;
    private final String description;
    private final String condition;

    StatusNames(String code, String description, String condition) {
        this.code = code;
        this.description = description;
        this.condition = condition;
    }

    /** The property with the status, such as 202, as an AMQP int. */
    String code() {
        return code;
    }

    /** The property with the status in words. */
    String description() {
        return description;
    }

    /** The property with the AMQP error condition of a refusal, as a symbol. */
    String condition() {
        return condition;
    }
}
