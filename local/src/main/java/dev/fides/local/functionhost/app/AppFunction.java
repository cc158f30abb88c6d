package dev.fides.local.functionhost.app;

import com.microsoft.azure.functions.HttpResponseMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** A function that can be invoked, from any thread and many times at once. */
public final class AppFunction {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(AppFunction.class);

    private final FunctionDefinition definition;
    private final Method method;
    private final List<ParameterBinder> binders;
    private final Instances instances;
    private final RunningInvocations running;
    private final Logger contextLogger;

    AppFunction(FunctionDefinition definition, ClassLoader app, Instances instances, RunningInvocations running) {
        this.definition = definition;
        this.instances = instances;
        this.running = running;
        this.method = method(definition, app);
        this.binders = Arrays.stream(method.getParameters())
                .map(parameter -> ParameterBinder.of(parameter, definition))
                .toList();
        this.contextLogger = ContextLogger.of(definition.name());
    }

    public String name() {
        return definition.name();
    }

    public Trigger trigger() {
        return definition.trigger();
    }

    /**
     * Runs the function to its end in the calling thread.
     *
     * @param trace the caller's {@code traceparent} and {@code tracestate}, where it sent them
     */
    public InvocationResult invoke(BoundValue value, Map<String, BoundValue> metadata, Map<String, String> trace) {
        String id = UUID.randomUUID().toString();
        InvocationContext context = new InvocationContext(id, name(), contextLogger, InvocationContext.Trace.of(trace));
        Invocation invocation = new Invocation(context, value, metadata);
        return running.track(() -> {
            try {
                return new InvocationResult.Success(Optional.ofNullable(call(invocation)));
            } catch (InvocationTargetException e) {
                return failure(id, e.getCause());
            } catch (Exception e) {
                return failure(id, e);
            }
        });
    }

    private Object call(Invocation invocation) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(method.getDeclaringClass().getClassLoader());
        try {
            Object[] arguments =
                    binders.stream().map(binder -> binder.argument(invocation)).toArray();
            Object instance =
                    Modifier.isStatic(method.getModifiers()) ? null : instances.of(method.getDeclaringClass());
            return method.invoke(instance, arguments);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private InvocationResult failure(String id, Throwable cause) {
        LOG.error("function {} failed, invocation {}", name(), id, cause);
        return new InvocationResult.Failure(cause);
    }

    private static Method method(FunctionDefinition definition, ClassLoader app) {
        List<Method> candidates = Arrays.stream(load(definition, app).getMethods())
                .filter(each -> each.getName().equals(definition.methodName()))
                .filter(each -> each.getDeclaringClass().getName().equals(definition.className()))
                .filter(each -> !each.isBridge())
                .toList();
        if (candidates.size() != 1) {
            throw new FunctionHostException("found %d public methods %s instead of one, function %s"
                    .formatted(candidates.size(), definition.entryPoint(), definition.name()));
        }
        Class<?> returns = candidates.get(0).getReturnType();
        if (definition.trigger() instanceof Trigger.Http
                && returns != void.class
                && !HttpResponseMessage.class.isAssignableFrom(returns)) {
            throw new FunctionHostException("an HTTP function returns HttpResponseMessage or void, not %s, function %s"
                    .formatted(returns.getName(), definition.name()));
        }
        return candidates.get(0);
    }

    private static Class<?> load(FunctionDefinition definition, ClassLoader app) {
        try {
            return Class.forName(definition.className(), false, app);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new FunctionHostException(
                    "class %s cannot be loaded: %s, function %s"
                            .formatted(definition.className(), e, definition.name()),
                    e);
        }
    }
}
