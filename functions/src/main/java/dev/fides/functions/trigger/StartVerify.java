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

/** Starts a comparison of the target with the mapped host. */
public final class StartVerify {

    private final FidesApp app;

    public StartVerify(FidesApp app) {
        this.app = app;
    }

    @FunctionName("StartVerify")
    public HttpResponseMessage run(
            @HttpTrigger(
                            name = "request",
                            methods = HttpMethod.POST,
                            route = "syncs/{sync}/verify",
                            authLevel = AuthorizationLevel.FUNCTION)
                    HttpRequestMessage<Optional<String>> request,
            ExecutionContext context) {
        return HttpCall.answer(request, context, call -> app.runs().startVerify(call.part(1), call));
    }
}
