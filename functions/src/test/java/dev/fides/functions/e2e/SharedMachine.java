package dev.fides.functions.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one machine that all in this JVM share; started with the first and closed after the last. */
final class SharedMachine implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedMachine.class);
    private static final int RECORDS = 1_000;

    /** The system property that numbers the JVMs that tests run in at the same time. */
    private static final String FORK = "test.fork";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningApp.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(RunningApp.class, key -> start(), RunningApp.class);
    }

    private static RunningApp start() {
        try {
            return RunningApp.start(Machine.start("shared-" + System.getProperty(FORK, "1"), RECORDS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }
}
