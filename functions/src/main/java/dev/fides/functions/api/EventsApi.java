package dev.fides.functions.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.events.EventMessage;
import dev.fides.events.Handshake;
import dev.fides.functions.http.Answer;
import dev.fides.functions.http.HttpCall;
import dev.fides.functions.http.ProblemException;
import dev.fides.sync.EventReceipt;
import dev.fides.sync.incoming.EventAnswer;
import dev.fides.sync.incoming.EventReceiver;
import java.util.Map;
import java.util.Optional;

/** Events of hosts over HTTP. */
public final class EventsApi {

    private final EventReceiver receiver;

    public EventsApi(EventReceiver receiver) {
        this.receiver = receiver;
    }

    /** Takes events; the answer is given once they are durably queued. */
    public Answer post(String sync, HttpCall call) {
        EventAnswer answer = receiver.webhook(sync, message(call));
        if (answer instanceof EventAnswer.Accepted accepted) {
            return Answer.ok(view(accepted.receipt())).withStatus(202);
        }
        if (answer instanceof EventAnswer.Validated validated) {
            return Answer.ok(Views.object().put("validationResponse", validated.validationResponse()));
        }
        if (answer instanceof EventAnswer.NobodyListens nobody) {
            throw ProblemException.notFound(nobody.reason());
        }
        if (answer instanceof EventAnswer.BadSignature bad) {
            throw new ProblemException(401, "Unauthorized", bad.reason());
        }
        throw ProblemException.badRequest(((EventAnswer.Unreadable) answer).reason());
    }

    /** Answers a sender that asks whether it may send. */
    public Answer options(HttpCall call) {
        Map<String, String> headers = Handshake.answer(message(call));
        return new Answer(200, headers, "application/json", Optional.empty());
    }

    private static EventMessage message(HttpCall call) {
        return new EventMessage(call.headers(), call.rawBody());
    }

    private static ObjectNode view(EventReceipt receipt) {
        ObjectNode view = Views.object().put("accepted", receipt.accepted()).put("ignored", receipt.ignored());
        ArrayNode rejected = view.putArray("rejected");
        receipt.rejected().forEach(rejected::add);
        return view;
    }
}
