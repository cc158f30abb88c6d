package dev.fides.samples.servers;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.HashMapResourceProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.hl7.fhir.r4.model.Patient;

/** HAPI FHIR with patients in memory, whom it gives only to who has a token from {@code /token}. */
public final class FhirServer {

    private static final int PAGE = 50;
    private static final int PAGED_SEARCHES = 10;

    private FhirServer() {}

    /**
     * Runs until the standard input ends.
     *
     * @param arguments id and secret of the client that gets tokens
     */
    public static void main(String[] arguments) throws Exception {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        TokenServlet tokens = new TokenServlet(arguments[0], arguments[1]);
        ServletContextHandler handler = new ServletContextHandler("/");
        handler.addServlet(new ServletHolder(tokens), "/token");
        handler.addServlet(new ServletHolder(patients(tokens)), "/r4/*");
        server.setHandler(handler);
        server.start();
        Lifetime.untilInputEnds(((ServerConnector) server.getConnectors()[0]).getLocalPort());
        server.stop();
        System.exit(0);
    }

    private static RestfulServer patients(TokenServlet tokens) {
        FhirContext context = FhirContext.forR4();
        RestfulServer patients = new RestfulServer(context);
        patients.registerProvider(new HashMapResourceProvider<>(context, Patient.class));
        FifoMemoryPagingProvider paging = new FifoMemoryPagingProvider(PAGED_SEARCHES);
        paging.setDefaultPageSize(PAGE);
        paging.setMaximumPageSize(PAGE);
        patients.setPagingProvider(paging);
        patients.registerInterceptor(new TokenInterceptor(tokens));
        return patients;
    }
}
