package dev.fides.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.fides.config.access.Tls;
import dev.fides.config.source.KeyMaterial;
import dev.fides.config.source.Secret;
import dev.fides.fakes.TestKeys;
import dev.fides.host.HostStore;
import dev.fides.model.RetryableException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A TLS server of an authority that nobody knows, which wants a certificate that it knows. */
class TlsTest extends RestTest {

    private static final TestKeys SERVER = TestKeys.of("server");
    private static final TestKeys CLIENT = TestKeys.of("client");

    private static HttpsServer tls;

    @BeforeAll
    static void startTls() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(SERVER.store(), SERVER.password().toCharArray());
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("client", CLIENT.store().getCertificate("key"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        tls = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tls.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        tls.createContext("/cities", exchange -> {
            byte[] body = "{\"value\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        tls.start();
    }

    @AfterAll
    static void stopTls() {
        tls.stop(0);
    }

    @Test
    void a_client_certificate_and_an_authority_from_a_key_store_are_used() throws Exception {
        KeyMaterial ours =
                KeyMaterial.read(Files.readAllBytes(CLIENT.file()), Optional.of(Secret.of(CLIENT.password())));

        assertThat(host(ours, authority(SERVER), false).list(Optional.empty()).records())
                .isEmpty();
    }

    @Test
    void a_client_certificate_from_pem_or_from_a_key_store_in_a_setting_is_used() {
        KeyMaterial pem = read(CLIENT.certificate() + CLIENT.privateKey());
        KeyMaterial oneLine = read((CLIENT.privateKey() + CLIENT.certificate()).replace("\n", "\\n"));
        KeyMaterial base64 = KeyMaterial.read(
                CLIENT.base64().getBytes(StandardCharsets.US_ASCII), Optional.of(Secret.of(CLIENT.password())));

        for (KeyMaterial ours : List.of(pem, oneLine, base64)) {
            assertThat(host(ours, authority(SERVER), true)
                            .list(Optional.empty())
                            .records())
                    .isEmpty();
        }
    }

    @Test
    void a_server_of_an_authority_that_is_not_named_is_not_believed() {
        KeyMaterial ours = read(CLIENT.certificate() + CLIENT.privateKey());

        assertThatThrownBy(() -> host(ours, List.of(), false).list(Optional.empty()))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("its certificate is not signed by anybody who is trusted here");
        assertThatThrownBy(() -> host(ours, authority(CLIENT), true).list(Optional.empty()))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("its certificate is not signed by anybody who is trusted here");
    }

    @Test
    void a_server_that_knows_another_certificate_refuses_ours() {
        KeyMaterial stranger = read(SERVER.certificate() + SERVER.privateKey());

        assertThatThrownBy(() -> host(stranger, authority(SERVER), false).list(Optional.empty()))
                .isInstanceOf(RetryableException.class);
        Tls none = new Tls(Optional.empty(), authority(SERVER), false);
        assertThatThrownBy(() -> host(none).list(Optional.empty())).isInstanceOf(RetryableException.class);
    }

    @Test
    void a_private_key_of_another_certificate_is_a_fault_that_shows_nothing() {
        KeyMaterial mixed = read(CLIENT.certificate() + SERVER.privateKey());

        assertThatThrownBy(() -> identity(mixed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not belong to the certificate of CN=client");
        assertThat(identity(read(CLIENT.certificate() + CLIENT.privateKey()))).hasToString("Identity[CN=client]");
    }

    private HostStore host(KeyMaterial ours, List<X509Certificate> authorities, boolean only) {
        return host(new Tls(Optional.of(identity(ours)), authorities, only));
    }

    private HostStore host(Tls how) {
        return host(new Definitions("https://127.0.0.1:" + tls.getAddress().getPort()).tls(how));
    }

    private static Tls.Identity identity(KeyMaterial ours) {
        return new Tls.Identity(ours.key().orElseThrow(), ours.certificates());
    }

    private static List<X509Certificate> authority(TestKeys keys) {
        return read(keys.certificate()).certificates();
    }

    private static KeyMaterial read(String pem) {
        return KeyMaterial.read(pem.getBytes(StandardCharsets.US_ASCII), Optional.empty());
    }
}
