package dev.fides.local.functionhost.sample;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.util.concurrent.CountDownLatch;

/** A composition root that takes as long as a test wants, which puts a latch among the system properties. */
public final class WaitingInjector implements FunctionInstanceInjector {
    public static final String GATE = "sample.gate";

    private final SampleInjector injector = new SampleInjector();

    public WaitingInjector() throws InterruptedException {
        ((CountDownLatch) System.getProperties().get(GATE)).await();
    }

    @Override
    public <T> T getInstance(Class<T> functionClass) throws Exception {
        return injector.getInstance(functionClass);
    }
}
