package dev.fides.local.functionhost.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.HttpRequestMessage;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Turns a bound value into the type that a parameter has; which types there are is decided once, at start. */
@FunctionalInterface
interface Converter {
    ObjectMapper JSON = new ObjectMapper();

    Object convert(BoundValue value);

    /**
     * The converter to a type.
     *
     * @throws IllegalArgumentException when no bound value can become that type
     */
    static Converter to(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                Converter inner = to(argument);
                return value -> Optional.ofNullable(inner.convert(value));
            }
            if (generic.getRawType() == HttpRequestMessage.class) {
                Function<Content, Object> body = body(argument);
                return value -> {
                    HttpRequestData request = ((BoundValue.Request) value).request();
                    return request.withBody(body.apply(request.body()));
                };
            }
        } else if (type == String.class) {
            return Converter::text;
        } else if (type == byte[].class) {
            return Converter::bytes;
        } else if (SCALARS.containsKey(type)) {
            return value -> scalar(text(value), SCALARS.get(type));
        }
        throw new IllegalArgumentException(type.getTypeName());
    }

    /** Primitive types and their wrappers, by the class that JSON is read into. */
    Map<Type, Class<?>> SCALARS = Map.ofEntries(
            Map.entry(int.class, Integer.class),
            Map.entry(Integer.class, Integer.class),
            Map.entry(long.class, Long.class),
            Map.entry(Long.class, Long.class),
            Map.entry(double.class, Double.class),
            Map.entry(Double.class, Double.class),
            Map.entry(boolean.class, Boolean.class),
            Map.entry(Boolean.class, Boolean.class));

    private static Function<Content, Object> body(Type type) {
        if (type == String.class) {
            return body -> body.isEmpty() ? null : body.text();
        }
        if (type == byte[].class) {
            return body -> body.isEmpty() ? null : body.bytes();
        }
        if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            Function<Content, Object> inner = body(optional.getActualTypeArguments()[0]);
            return body -> Optional.ofNullable(inner.apply(body));
        }
        throw new IllegalArgumentException("a body of " + type.getTypeName());
    }

    private static String text(BoundValue value) {
        if (value instanceof BoundValue.Text text) {
            return text.text();
        }
        if (value instanceof BoundValue.Json json) {
            return json.json();
        }
        if (value instanceof BoundValue.Bytes bytes) {
            return bytes.content().text();
        }
        throw new IllegalArgumentException("an HTTP request binds to HttpRequestMessage only");
    }

    private static byte[] bytes(BoundValue value) {
        return value instanceof BoundValue.Bytes bytes
                ? bytes.content().bytes()
                : text(value).getBytes(StandardCharsets.UTF_8);
    }

    private static Object scalar(String text, Class<?> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("'%s' is not a %s".formatted(text, type.getSimpleName()), e);
        }
    }
}
