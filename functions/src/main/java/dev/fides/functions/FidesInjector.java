package dev.fides.functions;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the Functions runtime its instances. The app is put together at the first invocation and kept; when that fails,
 * for example since Cosmos DB is away, the next invocation tries again. The function {@code Health} answers meanwhile.
 */
public final class FidesInjector implements FunctionInstanceInjector {

    private static final Logger LOG = LoggerFactory.getLogger(FidesInjector.class);

    /** The runtime makes injectors as it likes; the app must be there once. */
    private static final AppHolder APP = new AppHolder();

    @Override
    public <T> T getInstance(Class<T> functionClass) {
        if (functionClass == Health.class) {
            return functionClass.cast(new Health(APP));
        }
        FidesApp app = APP.get();
        try {
            Constructor<T> constructor = functionClass.getConstructor(FidesApp.class);
            return constructor.newInstance(app);
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(
                    functionClass.getName() + " needs a public constructor that takes the app", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot make " + functionClass.getName(), e.getCause());
        }
    }

    private static final class AppHolder implements AppSource {
        private volatile FidesApp app;

        @Override
        public FidesApp get() {
            FidesApp made = app;
            return made != null ? made : make();
        }

        private synchronized FidesApp make() {
            if (app == null) {
                try {
                    app = FidesApp.create(System.getenv());
                } catch (RuntimeException e) {
                    LOG.error("Fides cannot start: {}", e.getMessage());
                    throw e;
                }
            }
            return app;
        }
    }
}
