package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.faults.FaultRule;
import dev.fides.local.cosmos.faults.FaultRule.Access;
import dev.fides.local.cosmos.faults.Faults;
import dev.fides.local.cosmos.store.CosmosException;
import dev.fides.local.cosmos.store.CosmosJson;
import dev.fides.local.http.ServerResponse;
import java.util.List;
import java.util.Locale;

/**
 * Control of faults from outside the process, at {@code /_local/faults}, without a key: GET lists the rules, POST adds
 * one such as {@code {"access":"WRITE","probability":0.2,"status":429,"substatus":3200,"retryAfterMs":50}} (with
 * {@code applied} and {@code times} where wanted), DELETE ends them all.
 */
final class FaultRoutes {
    private final Faults faults;

    FaultRoutes(Faults faults) {
        this.faults = faults;
    }

    ServerResponse handle(CosmosRequest request) {
        switch (request.method()) {
            case "GET" -> {
                return list(200);
            }
            case "POST" -> {
                faults.add(read(request.json()));
                return list(201);
            }
            case "DELETE" -> {
                faults.none();
                return CosmosAnswer.empty(204);
            }
            default -> throw request.notAllowed();
        }
    }

    private ServerResponse list(int status) {
        List<JsonNode> rules = faults.rules().stream().map(FaultRoutes::write).toList();
        var body = CosmosJson.object();
        body.putArray("faults").addAll(rules);
        return CosmosAnswer.of(status, body);
    }

    private static FaultRule read(JsonNode body) {
        try {
            String access = body.path("access").asText("ANY").toUpperCase(Locale.ROOT);
            return new FaultRule(
                    Access.valueOf(access),
                    body.path("probability").asDouble(1),
                    body.path("status").asInt(),
                    body.path("substatus").asInt(),
                    body.path("retryAfterMs").asLong(),
                    body.path("applied").asBoolean(),
                    body.path("times").asInt());
        } catch (IllegalArgumentException e) {
            throw CosmosException.badRequest(e.getMessage());
        }
    }

    private static JsonNode write(FaultRule rule) {
        return CosmosJson.object()
                .put("access", rule.access().name())
                .put("probability", rule.probability())
                .put("status", rule.status())
                .put("substatus", rule.substatus())
                .put("retryAfterMs", rule.retryAfterMs())
                .put("applied", rule.applied())
                .put("times", rule.times());
    }
}
