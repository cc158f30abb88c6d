package dev.fides.local.functionhost.app;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;

/** Where function objects come from: the app's injector, or else a new object for every invocation. */
@FunctionalInterface
interface Instances {
    Object of(Class<?> functionClass) throws Exception;

    /**
     * Looks for the injector among the app's services.
     *
     * @throws FunctionHostException when the app brings two injectors, or one that cannot be made
     */
    static Instances find(ClassLoader app) {
        List<FunctionInstanceInjector> injectors = injectors(app);
        if (injectors.isEmpty()) {
            return functionClass -> functionClass.getDeclaredConstructor().newInstance();
        }
        if (injectors.size() > 1) {
            throw new FunctionHostException("the app has more than one FunctionInstanceInjector: "
                    + injectors.stream().map(each -> each.getClass().getName()).toList());
        }
        return injectors.get(0)::getInstance;
    }

    private static List<FunctionInstanceInjector> injectors(ClassLoader app) {
        try {
            return StreamSupport.stream(
                            ServiceLoader.load(FunctionInstanceInjector.class, app)
                                    .spliterator(),
                            false)
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new FunctionHostException("the app's FunctionInstanceInjector cannot be made: " + e.getMessage(), e);
        }
    }
}
