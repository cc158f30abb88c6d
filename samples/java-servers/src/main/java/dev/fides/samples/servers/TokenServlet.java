package dev.fides.samples.servers;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Client credentials of OAuth 2 (RFC 6749, 4.4), with the secret in the form. */
final class TokenServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final String clientId;
    private final String clientSecret;
    private final Set<String> given = ConcurrentHashMap.newKeySet();

    TokenServlet(String clientId, String clientSecret) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        boolean known = "client_credentials".equals(request.getParameter("grant_type"))
                && clientId.equals(request.getParameter("client_id"))
                && clientSecret.equals(request.getParameter("client_secret"));
        if (!known) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.getWriter().print("{\"error\":\"invalid_client\"}");
            return;
        }
        String token = UUID.randomUUID().toString();
        given.add(token);
        response.getWriter().print("{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":300}");
    }

    boolean gave(String token) {
        return given.contains(token);
    }
}
