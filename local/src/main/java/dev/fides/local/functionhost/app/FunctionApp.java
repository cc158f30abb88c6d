package dev.fides.local.functionhost.app;

import java.util.List;
import java.util.Optional;

/**
 * A packaged app, loaded: its functions with their classes, and the count of what runs in it.
 *
 * @param functions by name
 */
public record FunctionApp(AppFolder folder, List<AppFunction> functions, RunningInvocations running) {
    public FunctionApp {
        functions = List.copyOf(functions);
    }

    /**
     * Loads the classes and checks every signature. The class loader is never closed: threads that the app started
     * may need classes for as long as the process lives.
     *
     * @throws FunctionHostException when a function cannot be loaded or bound
     */
    public static FunctionApp load(AppFolder folder) {
        ClassLoader loader = new AppClassLoader(folder.classPath());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Instances instances = Instances.find(loader);
            RunningInvocations running = new RunningInvocations();
            List<AppFunction> functions = folder.functions().stream()
                    .map(definition -> new AppFunction(definition, loader, instances, running))
                    .toList();
            return new FunctionApp(folder, functions, running);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A function by its name, in any case. */
    public Optional<AppFunction> function(String name) {
        return functions.stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
