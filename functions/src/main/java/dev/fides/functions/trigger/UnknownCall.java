package dev.fides.functions.trigger;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import dev.fides.functions.api.KnownRoutes;
import dev.fides.functions.http.HttpCall;
import java.util.Optional;

/**
 * Says what is wrong with a call that no other function takes.
 *
 * <p>The Functions host tries routes in the order of the functions' names, whatever their case
 * (<a href="https://github.com/Azure/azure-functions-host/issues/9876">azure-functions-host, issue 9876</a>), so the
 * name of this one has to be the last. All methods are named: a trigger without any could be taken for one that
 * allows none. Who has no key gets no answer of this function, and costs no execution.
 */
public final class UnknownCall {

    @FunctionName("UnknownCall")
    public HttpResponseMessage run(
            @HttpTrigger(
                            name = "request",
                            methods = {
                                HttpMethod.GET,
                                HttpMethod.HEAD,
                                HttpMethod.POST,
                                HttpMethod.PUT,
                                HttpMethod.DELETE,
                                HttpMethod.OPTIONS,
                                HttpMethod.TRACE,
                                HttpMethod.PATCH
                            },
                            route = "{*path}",
                            authLevel = AuthorizationLevel.FUNCTION)
                    HttpRequestMessage<Optional<String>> request) {
        return HttpCall.answer(request, KnownRoutes::problem);
    }
}
