package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;

/** What kind of service a host is. */
public sealed interface HostKind {

    /** What each kind comes to: whoever adds a kind is led to every place that has to know it. */
    <T> T match(Function<Rest, T> rest, Function<OwnClass, T> ownClass);

    /** A service that is asked over HTTP, as the definition says. */
    record Rest(Connection connection, HostListing list, GetOne get, Optional<GetMany> getMany) implements HostKind {
        public Rest {
            requireNonNull(connection, "connection");
            requireNonNull(list, "list");
            requireNonNull(get, "get");
            requireNonNull(getMany, "getMany");
        }

        @Override
        public <T> T match(Function<Rest, T> rest, Function<OwnClass, T> ownClass) {
            return rest.apply(this);
        }
    }

    /** A service that a class knows how to ask. */
    record OwnClass(StoreClass store) implements HostKind {
        public OwnClass {
            requireNonNull(store, "store");
        }

        @Override
        public <T> T match(Function<Rest, T> rest, Function<OwnClass, T> ownClass) {
            return ownClass.apply(this);
        }
    }
}
