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

/** Refreshes one record now. */
public final class RefreshRecord {

    private final FidesApp app;

    public RefreshRecord(FidesApp app) {
        this.app = app;
    }

    @FunctionName("RefreshRecord")
    public HttpResponseMessage run(
            @HttpTrigger(
                            name = "request",
                            methods = HttpMethod.POST,
                            route = "syncs/{sync}/records",
                            authLevel = AuthorizationLevel.FUNCTION)
                    HttpRequestMessage<Optional<String>> request,
            ExecutionContext context) {
        return HttpCall.answer(request, context, call -> app.records().refresh(call.part(1), call));
    }
}
