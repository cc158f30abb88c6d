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

/** Resumes a sync. */
public final class ResumeSync {

    private final FidesApp app;

    public ResumeSync(FidesApp app) {
        this.app = app;
    }

    @FunctionName("ResumeSync")
    public HttpResponseMessage run(
            @HttpTrigger(
                            name = "request",
                            methods = HttpMethod.POST,
                            route = "syncs/{sync}/resume",
                            authLevel = AuthorizationLevel.FUNCTION)
                    HttpRequestMessage<Optional<String>> request) {
        return HttpCall.answer(request, call -> app.operations().resume(call.part(1), call));
    }
}
