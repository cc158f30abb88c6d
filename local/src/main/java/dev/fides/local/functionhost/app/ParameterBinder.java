package dev.fides.local.functionhost.app;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;

/**
 * Gives one parameter its argument, by the rules of the Java worker: the annotation's name is the trigger's, then
 * {@code @BindingName} names metadata, then the type {@code ExecutionContext} means the context of the invocation.
 */
@FunctionalInterface
interface ParameterBinder {
    String ANNOTATIONS = "com.microsoft.azure.functions.annotation.";

    Object argument(Invocation invocation);

    static ParameterBinder of(Parameter parameter, FunctionDefinition function) {
        Optional<String> name = bindingName(parameter);
        if (name.isPresent()) {
            if (!name.get().equals(function.trigger().parameter())) {
                throw new FunctionHostException(
                        "parameter '%s' is not the trigger '%s' of its function.json, function %s"
                                .formatted(name.get(), function.trigger().parameter(), function.name()));
            }
            Converter converter = converter(parameter, function);
            return invocation -> converter.convert(invocation.value());
        }
        BindingName metadata = parameter.getAnnotation(BindingName.class);
        if (metadata != null) {
            Converter converter = converter(parameter, function);
            return invocation -> converter.convert(invocation.metadata(metadata.value()));
        }
        if (parameter.getType() == ExecutionContext.class) {
            return Invocation::context;
        }
        throw new FunctionHostException("parameter %s of type %s has no binding, function %s"
                .formatted(parameter.getName(), parameter.getType().getName(), function.name()));
    }

    private static Converter converter(Parameter parameter, FunctionDefinition function) {
        try {
            return Converter.to(parameter.getParameterizedType());
        } catch (IllegalArgumentException e) {
            throw new FunctionHostException("parameter %s cannot be bound to %s, function %s"
                    .formatted(parameter.getName(), e.getMessage(), function.name()));
        }
    }

    private static Optional<String> bindingName(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotations())
                .filter(each -> each.annotationType().getName().startsWith(ANNOTATIONS))
                .flatMap(each -> nameOf(each).stream())
                .findFirst();
    }

    /** What the {@code name} of a binding annotation says; {@code @BindingName} has none. */
    private static Optional<String> nameOf(Annotation annotation) {
        try {
            return Optional.of(
                    (String) annotation.annotationType().getMethod("name").invoke(annotation));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new FunctionHostException("cannot read " + annotation, e);
        }
    }
}
