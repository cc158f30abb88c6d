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

/** Starts an import now. */
public final class StartImport {

    private final FidesApp app;

    public StartImport(FidesApp app) {
        this.app = app;
    }

    @FunctionName("StartImport")
    public HttpResponseMessage run(
            @HttpTrigger(
                            name = "request",
                            methods = HttpMethod.POST,
                            route = "syncs/{sync}/import",
                            authLevel = AuthorizationLevel.FUNCTION)
                    HttpRequestMessage<Optional<String>> request,
            ExecutionContext context) {
        return HttpCall.answer(request, context, call -> app.runs().startImport(call.part(1), call));
    }
}
