package dev.fides.functions.trigger;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import dev.fides.functions.AppSource;
import dev.fides.functions.api.HealthApi;
import dev.fides.functions.http.HttpCall;
import java.util.Optional;

/**
 * Whether the app can do its work. HEAD is named because the Functions host takes it for a method of its own, and a probe
 * without a key that asks so would end at {@link UnknownCall}.
 */
public final class Health {

    private final AppSource app;

    public Health(AppSource app) {
        this.app = app;
    }

    @FunctionName("Health")
    public HttpResponseMessage run(
            @HttpTrigger(
                            name = "request",
                            methods = {HttpMethod.GET, HttpMethod.HEAD},
                            route = "health",
                            authLevel = AuthorizationLevel.ANONYMOUS)
                    HttpRequestMessage<Optional<String>> request) {
        return HttpCall.answer(request, call -> HealthApi.of(() -> app.get().health()));
    }
}
