package dev.fides.local.functionhost.app;

import java.nio.file.Path;

/**
 * One function as the packaged app declares it.
 *
 * @param name the folder's name
 * @param jar the jar that holds the class
 * @param entryPoint {@code package.Class.method}
 */
public record FunctionDefinition(String name, Path jar, String entryPoint, Trigger trigger) {
    public FunctionDefinition {
        if (entryPoint.lastIndexOf('.') < 1) {
            throw new FunctionHostException(
                    "entryPoint '%s' is not package.Class.method, function %s".formatted(entryPoint, name));
        }
    }

    public String className() {
        return entryPoint.substring(0, entryPoint.lastIndexOf('.'));
    }

    public String methodName() {
        return entryPoint.substring(entryPoint.lastIndexOf('.') + 1);
    }
}
