package dev.fides.rest.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import dev.fides.model.RetryableException;
import dev.fides.rest.http.Exchange;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Exchange.Lost;
import dev.fides.rest.http.Exchange.NotSent;
import dev.fides.rest.http.Messages;
import java.util.List;
import java.util.function.Function;

/** Reads what token end points and logins answer, and says what came instead of a token. */
final class TokenAnswers {

    private TokenAnswers() {}

    /** @param secrets what was sent, which services like to repeat in their errors */
    static String reason(Exchange exchange, List<String> secrets) {
        if (exchange instanceof NotSent notSent) {
            return Messages.redact(notSent.why(), secrets);
        }
        if (exchange instanceof Lost lost) {
            return Messages.redact(lost.why(), secrets);
        }
        Answer answer = (Answer) exchange;
        return "status " + answer.status() + ": " + Messages.excerpt(answer.body(), secrets);
    }

    /**
     * The body of an answer. Where it is no JSON neither the parser's message nor the body is shown: it may hold the token.
     *
     * @param failed what is thrown, by its reason
     */
    static JsonNode json(Answer answer, Function<String, RetryableException> failed) {
        try {
            return Json.parse(answer.body());
        } catch (InvalidJsonException e) {
            throw failed.apply("the answer is not JSON");
        }
    }
}
