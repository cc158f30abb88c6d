package dev.fides.functions.trigger;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import dev.fides.functions.FidesApp;
import dev.fides.functions.http.HttpCall;
import java.util.Optional;

/** Throws a rejected message away. */
public final class DeleteRejected {

    private final FidesApp app;

    public DeleteRejected(FidesApp app) {
        this.app = app;
    }

    @FunctionName("DeleteRejected")
    public HttpResponseMessage run(
            @HttpTrigger(
                            name = "request",
                            methods = HttpMethod.DELETE,
                            route = "rejected/{id}",
                            authLevel = AuthorizationLevel.FUNCTION)
                    HttpRequestMessage<Optional<String>> request) {
        return HttpCall.answer(request, call -> app.operations().delete(call.part(1), call));
    }
}
