package dev.fides.mapping;

import dev.fides.jslt.InvalidTemplateException;
import java.lang.reflect.InvocationTargetException;

/** Makes a user's mapper by the name of its class. */
final class MapperClasses {

    private MapperClasses() {}

    static MessageMapper create(String className) {
        try {
            Class<?> type = Class.forName(className, true, MessageMapper.class.getClassLoader());
            if (!MessageMapper.class.isAssignableFrom(type)) {
                throw new InvalidTemplateException(className + " does not implement " + MessageMapper.class.getName());
            }
            MessageMapper mapper =
                    type.asSubclass(MessageMapper.class).getConstructor().newInstance();
            requireVersion(mapper, className);
            return mapper;
        } catch (ClassNotFoundException e) {
            throw new InvalidTemplateException("no class " + className + " on the class path");
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw new InvalidTemplateException(
                    className + " is not a public class with a public constructor without parameters");
        } catch (InvocationTargetException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new InvalidTemplateException(className + " cannot be made: " + cause);
        }
    }

    private static void requireVersion(MessageMapper mapper, String className) {
        String version;
        try {
            version = mapper.version();
        } catch (RuntimeException e) {
            throw new InvalidTemplateException(className + ".version() failed: " + e);
        }
        if (version == null) {
            throw new InvalidTemplateException(className + ".version() returned null");
        }
    }
}
