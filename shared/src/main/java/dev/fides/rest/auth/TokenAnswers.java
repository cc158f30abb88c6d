package dev.fides.rest.auth;

import dev.fides.rest.http.Exchange;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Exchange.Lost;
import dev.fides.rest.http.Exchange.NotSent;
import dev.fides.rest.http.Messages;
import java.util.List;

/** Says what came instead of a token. */
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
}
