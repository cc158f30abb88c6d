package dev.fides.samples.servers;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import jakarta.servlet.http.HttpServletRequest;

/** Refuses requests without a token that was given. */
@Interceptor
public final class TokenInterceptor {

    private static final String BEARER = "Bearer ";

    private final TokenServlet tokens;

    TokenInterceptor(TokenServlet tokens) {
        this.tokens = tokens;
    }

    /** Called by the server for each request. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void check(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null
                || !authorization.startsWith(BEARER)
                || !tokens.gave(authorization.substring(BEARER.length()))) {
            throw new AuthenticationException("a token of this server is needed");
        }
    }
}
