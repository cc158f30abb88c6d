package dev.fides.stores;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.DefinitionFiles;
import dev.fides.config.HostDefinition;
import dev.fides.config.TargetDefinition;
import dev.fides.config.TargetIds;
import dev.fides.config.service.HostKind;
import dev.fides.config.service.StoreClass;
import dev.fides.config.service.TargetKind;
import dev.fides.config.source.DefinitionFault;
import dev.fides.config.source.Spelling;
import dev.fides.host.HostContext;
import dev.fides.host.HostStore;
import dev.fides.host.HostStoreFactory;
import dev.fides.json.Excerpt;
import dev.fides.json.Hashing;
import dev.fides.rest.http.Messages;
import dev.fides.store.InvalidSettingException;
import dev.fides.store.StoreSettings;
import dev.fides.target.TargetContext;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetStoreFactory;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes hosts and targets by the names of their classes. */
final class StoreClasses {

    /** A class cannot be used; the path is seen from the host or target. */
    private static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String path;

        Unusable(String path, String reason) {
            super(reason);
            this.path = path;
        }
    }

    private StoreClasses() {}

    static HostStore host(String sync, HostDefinition host, StoreClass named) {
        return make(
                named,
                HostStoreFactory.class,
                (factory, settings) ->
                        factory.create(new HostContext(sync, host.key().parts().get(0), host.timeout(), settings)),
                HostStore::traits);
    }

    static TargetStore target(String sync, TargetDefinition target, StoreClass named) {
        Optional<JsonPointer> id =
                target.ids() instanceof TargetIds.InDocument in ? Optional.of(in.pointer()) : Optional.empty();
        TargetStore store = make(
                named,
                TargetStoreFactory.class,
                (factory, settings) -> factory.create(new TargetContext(sync, id, target.timeout(), settings)),
                TargetStore::traits);
        if (id.isEmpty() && !store.traits().finds()) {
            close(store);
            throw new Unusable(
                    "/assignsIds",
                    named.name() + " does not find documents by their keys, as a target that assigns ids must");
        }
        return store;
    }

    /** What of a definition, besides what the store itself says, decides what its writes leave in the target. */
    static List<String> writeShape(TargetDefinition target, StoreClass named) {
        return List.of(
                target.ids() instanceof TargetIds.InDocument in ? "document:" + in.pointer() : "target",
                "class",
                named.name());
    }

    static List<DefinitionFault> check(DefinitionFiles files) {
        List<DefinitionFault> faults = new ArrayList<>();
        files.host().ifPresent(host -> {
            if (host.kind() instanceof HostKind.OwnClass own) {
                check(files, "/host", faults, () -> host(files.sync(), host, own.store()));
            }
        });
        files.target().ifPresent(target -> {
            if (target.kind() instanceof TargetKind.OwnClass own) {
                check(files, "/target", faults, () -> target(files.sync(), target, own.store()));
            }
        });
        return faults;
    }

    private interface Maker {
        Object make();
    }

    private static void check(DefinitionFiles files, String side, List<DefinitionFault> faults, Maker maker) {
        try {
            close(maker.make());
        } catch (Unusable e) {
            faults.add(new DefinitionFault(files.file(), side + e.path, e.getMessage()));
        }
    }

    private static void close(Object store) {
        if (store instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new Unusable(
                        "/class", store.getClass().getName() + " cannot be closed: " + Excerpt.of(e.toString()));
            }
        }
    }

    private interface Creation<F, S> {
        S create(F factory, StoreSettings settings);
    }

    private static <F, S> S make(StoreClass named, Class<F> port, Creation<F, S> creation, Function<S, Object> traits) {
        F factory = factory(named.name(), port);
        StoreSettings settings = named.settings().anew();
        S store;
        try {
            store = creation.create(factory, settings);
            requireTraits(named.name(), store, traits);
        } catch (InvalidSettingException e) {
            throw new Unusable("/settings" + e.member(), Messages.redact(e.getMessage(), settings.resolved()));
        } catch (Unusable e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            String why = Messages.redact(e.toString(), settings.resolved());
            throw new Unusable("/class", named.name() + " cannot be made: " + Excerpt.of(why));
        }
        for (JsonPointer member : settings.unasked()) {
            close(store);
            String name = member.last().getMatchingProperty();
            throw new Unusable(
                    "/settings" + member,
                    "unknown setting of " + named.name() + Spelling.didYouMean(name, settings.asked()));
        }
        return store;
    }

    private static <S> void requireTraits(String className, S store, Function<S, Object> traits) {
        if (store == null) {
            throw new Unusable("/class", className + ".create() returned null");
        }
        if (traits.apply(store) == null) {
            throw new Unusable("/class", store.getClass().getName() + ".traits() returned null");
        }
    }

    /** Found by the class loader that found the engine, like mappers. */
    private static <F> F factory(String className, Class<F> port) {
        try {
            Class<?> type = Class.forName(className, true, StoreClasses.class.getClassLoader());
            if (!port.isAssignableFrom(type)) {
                throw new Unusable("/class", className + " does not implement " + port.getName());
            }
            return port.cast(type.getConstructor().newInstance());
        } catch (ClassNotFoundException e) {
            throw new Unusable("/class", "no class " + className + " on the class path");
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw new Unusable(
                    "/class", className + " is not a public class with a public constructor without parameters");
        } catch (InvocationTargetException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Unusable("/class", className + " cannot be made: " + Excerpt.of(cause.toString()));
        }
    }

    /** A hash of texts of a definition and of what the store says itself. */
    static String hash(List<String> definition, String ofStore) {
        List<String> texts = new ArrayList<>(definition);
        texts.add(ofStore);
        return Hashing.textHash(texts).text();
    }
}
