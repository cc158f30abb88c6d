package dev.fides.local.functionhost.app;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * The classes of the app, apart from those of the host: of the host's own class path the app sees the Azure Functions
 * API and nothing else, so that it runs with the versions of Jackson, slf4j and the Azure SDK that it was packaged with.
 */
final class AppClassLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    AppClassLoader(List<Path> jars) {
        super("function-app", urls(jars), new FunctionsApi(AppClassLoader.class.getClassLoader()));
    }

    private static URL[] urls(List<Path> jars) {
        return jars.stream().map(AppClassLoader::url).toArray(URL[]::new);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new FunctionHostException("not a jar: " + jar, e);
        }
    }

    /** The JDK and the Azure Functions API; the latter must be the host's, since host and app exchange its objects. */
    private static final class FunctionsApi extends ClassLoader {
        private static final String API = "com.microsoft.azure.functions.";

        static {
            registerAsParallelCapable();
        }

        private final ClassLoader host;

        FunctionsApi(ClassLoader host) {
            super("azure-functions-api", ClassLoader.getPlatformClassLoader());
            this.host = host;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(API)) {
                return host.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }

        @Override
        protected URL findResource(String name) {
            return null;
        }

        @Override
        protected Enumeration<URL> findResources(String name) throws IOException {
            return Collections.emptyEnumeration();
        }
    }
}
