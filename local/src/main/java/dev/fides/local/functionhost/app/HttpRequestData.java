package dev.fides.local.functionhost.app;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP request as a function sees it.
 *
 * @param method upper case
 * @param headers by lower-case name; several values are joined by commas
 * @param query decoded, in the order it was sent, without parameters that have no value
 * @param body empty when there is none
 */
public record HttpRequestData(
        URI uri, String method, Map<String, String> headers, Map<String, String> query, Content body) {
    public HttpRequestData {
        headers = Map.copyOf(headers);
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /** The request with its body in the form that the function asked for. */
    <T> HttpRequestMessage<T> withBody(T converted) {
        return new Message<>(this, converted);
    }

    private record Message<T>(HttpRequestData data, T body) implements HttpRequestMessage<T> {
        @Override
        public URI getUri() {
            return data.uri();
        }

        @Override
        public HttpMethod getHttpMethod() {
            return HttpMethod.value(data.method());
        }

        @Override
        public Map<String, String> getHeaders() {
            return data.headers();
        }

        @Override
        public Map<String, String> getQueryParameters() {
            return data.query();
        }

        @Override
        public T getBody() {
            return body;
        }

        @Override
        public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
            return new HttpResponse(status);
        }

        @Override
        public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
            return new HttpResponse(status);
        }
    }
}
