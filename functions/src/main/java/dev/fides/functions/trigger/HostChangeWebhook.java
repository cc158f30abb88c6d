package dev.fides.functions.trigger;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import dev.fides.functions.FidesApp;
import dev.fides.functions.http.HttpCall;
import java.util.Optional;

/** Events of hosts that call. */
public final class HostChangeWebhook {

    private final FidesApp app;

    public HostChangeWebhook(FidesApp app) {
        this.app = app;
    }

    @FunctionName("HostChangeWebhook")
    public HttpResponseMessage run(
            @HttpTrigger(
                            name = "request",
                            methods = {HttpMethod.POST, HttpMethod.OPTIONS},
                            route = "events/{sync}",
                            authLevel = AuthorizationLevel.FUNCTION)
                    HttpRequestMessage<Optional<String>> request,
            ExecutionContext context) {
        return HttpCall.answer(
                request,
                context,
                call -> request.getHttpMethod() == HttpMethod.OPTIONS
                        ? app.events().options(call)
                        : app.events().post(call.part(1), call));
    }
}
