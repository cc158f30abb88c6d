package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.store.Container;
import dev.fides.local.cosmos.store.OperationResult;
import dev.fides.local.cosmos.store.StoredDocument;
import dev.fides.local.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The outcomes of a batch, in order; documents are copied as bytes. */
final class BatchResponse {
    private static final int MULTI_STATUS = 207;

    private BatchResponse() {}

    static ServerResponse of(Container container, JsonNode operations, List<OperationResult> results) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        double charge = 0;
        boolean succeeded = true;
        for (int i = 0; i < results.size(); i++) {
            OperationResult result = results.get(i);
            boolean minimal = operations.path(i).path("minimalReturnPreference").asBoolean();
            out.write(i == 0 ? '[' : ',');
            write(out, container, result, minimal);
            charge += result.charge();
            succeeded &= result.succeeded();
        }
        out.write(']');
        return CosmosAnswer.charged(
                CosmosAnswer.of(succeeded ? 200 : MULTI_STATUS, out.toByteArray()), Math.round(charge * 100) / 100.0);
    }

    private static void write(ByteArrayOutputStream out, Container container, OperationResult result, boolean minimal) {
        StringBuilder head = new StringBuilder("{\"statusCode\":")
                .append(result.status())
                .append(",\"subStatusCode\":")
                .append(result.substatus())
                .append(",\"requestCharge\":")
                .append(result.charge());
        if (result.retryAfterMs() > 0) {
            head.append(",\"retryAfterMilliseconds\":").append(result.retryAfterMs());
        }
        if (result.document().isPresent()) {
            StoredDocument document = result.document().get();
            String etag = container.etag(document).replace("\"", "\\\"");
            out.writeBytes(CosmosAnswer.ascii(
                    head.append(",\"eTag\":\"").append(etag).append('"').toString()));
            if (!minimal && result.status() != 304) {
                out.writeBytes(CosmosAnswer.ascii(",\"resourceBody\":"));
                out.writeBytes(container.render(document));
            }
        } else {
            out.writeBytes(CosmosAnswer.ascii(head.toString()));
        }
        out.write('}');
    }
}
