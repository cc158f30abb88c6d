package dev.fides.local.functionhost.sample;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;

/** One injector too many, for an app that must not start. */
public final class OtherInjector implements FunctionInstanceInjector {
    @Override
    public <T> T getInstance(Class<T> functionClass) throws Exception {
        return functionClass.getConstructor().newInstance();
    }
}
