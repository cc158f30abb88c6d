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

/** Releases the deletes that a guard holds. */
public final class ApproveRun {

    private final FidesApp app;

    public ApproveRun(FidesApp app) {
        this.app = app;
    }

    @FunctionName("ApproveRun")
    public HttpResponseMessage run(
            @HttpTrigger(
                            name = "request",
                            methods = HttpMethod.POST,
                            route = "syncs/{sync}/runs/{run}/approve",
                            authLevel = AuthorizationLevel.FUNCTION)
                    HttpRequestMessage<Optional<String>> request,
            ExecutionContext context) {
        return HttpCall.answer(request, context, call -> app.runs().approve(call.part(1), call.part(3), call));
    }
}
