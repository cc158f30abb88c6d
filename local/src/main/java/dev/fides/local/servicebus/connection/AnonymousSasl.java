package dev.fides.local.servicebus.connection;

import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.SaslListener;
import org.apache.qpid.proton.engine.Transport;

/** The SASL exchange of Service Bus clients with token authorization: everyone passes. */
final class AnonymousSasl implements SaslListener {
    private AnonymousSasl() {}

    static void enable(Transport transport) {
        Sasl sasl = transport.sasl();
        sasl.setMechanisms("MSSBCBS", "ANONYMOUS");
        sasl.server();
        sasl.setListener(new AnonymousSasl());
    }

    @Override
    public void onSaslInit(Sasl sasl, Transport transport) {
        sasl.done(Sasl.SaslOutcome.PN_SASL_OK);
    }

    @Override
    public void onSaslMechanisms(Sasl sasl, Transport transport) {}

    @Override
    public void onSaslChallenge(Sasl sasl, Transport transport) {}

    @Override
    public void onSaslResponse(Sasl sasl, Transport transport) {}

    @Override
    public void onSaslOutcome(Sasl sasl, Transport transport) {}
}
