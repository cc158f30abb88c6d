package dev.fides.functions.trigger;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import dev.fides.functions.api.DashboardFiles;
import dev.fides.functions.http.HttpCall;
import java.util.Optional;

/** The scripts and the style of the operators' page. */
public final class DashboardFile {

    @FunctionName("DashboardFile")
    public HttpResponseMessage run(
            @HttpTrigger(
                            name = "request",
                            methods = {HttpMethod.GET, HttpMethod.HEAD},
                            route = "dashboard/{file}",
                            authLevel = AuthorizationLevel.ANONYMOUS)
                    HttpRequestMessage<Optional<String>> request) {
        return HttpCall.answer(request, call -> DashboardFiles.file(call.part(1)));
    }
}
