package dev.fides.rest;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Answers as a host does that has every record it is asked for, alone or with others. */
final class KnownKeys implements ResponseDefinitionTransformerV2 {

    @Override
    public String getName() {
        return "keys";
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        QueryParameter ids = event.getRequest().queryParameter("ids");
        String path = event.getRequest().getUrl();
        String body = ids.isPresent()
                ? Arrays.stream(ids.firstValue().split(",", -1))
                        .map(KnownKeys::record)
                        .collect(Collectors.joining(",", "{\"value\":[", "]}"))
                : record(path.substring(path.lastIndexOf('/') + 1));
        return ResponseDefinitionBuilder.responseDefinition()
                .withStatus(200)
                .withBody(body)
                .build();
    }

    private static String record(String key) {
        return "{\"id\":\"" + key + "\"}";
    }
}
