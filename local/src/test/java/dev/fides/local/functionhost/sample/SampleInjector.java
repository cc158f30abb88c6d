package dev.fides.local.functionhost.sample;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;

/** The composition root of the sample. */
public final class SampleInjector implements FunctionInstanceInjector {
    private final Journal journal = new Journal();

    @Override
    public <T> T getInstance(Class<T> functionClass) throws Exception {
        return functionClass.getConstructor(Journal.class).newInstance(journal);
    }
}
