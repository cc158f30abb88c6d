package dev.fides.config.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.HostDefinition;
import dev.fides.config.service.GetOne;
import dev.fides.config.service.HostKind;
import dev.fides.config.service.HostListing;
import dev.fides.config.service.Listing;
import dev.fides.config.service.Paging;
import dev.fides.config.source.Template;
import dev.fides.model.KeyPointers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the part {@code host}. */
final class HostReader {

    /** What follows a part that is missing or at fault; never leaves the loader. */
    static final HostListing NO_LISTING = new HostListing(
            new Listing(Template.of("/"), Map.of(), JsonPointer.empty(), Optional.empty(), new Paging.None()),
            Duration.ZERO,
            true);

    private static final GetOne NO_GET =
            new GetOne(Template.of("/"), new LinkedHashMap<>(), JsonPointer.empty(), Set.of(), Optional.empty());

    /** What only REST services have. */
    private static final List<String> OF_REST =
            List.of("baseUrl", "auth", "headers", "links", "tls", "list", "get", "getMany");

    private final Values values;
    private final StoreClassReader classes;
    private final ConnectionReader connections;
    private final QueryReader queries;
    private final EventsReader events;

    HostReader(Values values) {
        this.values = values;
        this.classes = new StoreClassReader(values);
        this.connections = new ConnectionReader(values);
        this.queries = new QueryReader(values);
        this.events = new EventsReader(values);
    }

    HostDefinition read(Section host) {
        KeyPointers place = host.raw("key").isArray()
                ? values.keyParts(host, "key", values::member)
                : new KeyPointers(host.required("key", values::member, JsonPointer.empty()));
        KeyVariables key = KeyVariables.of(place.parts().size());
        if (place.composed() && classes.has(host)) {
            host.fault("key", "expected one member: a host of a class composes its keys itself");
        }
        HostKind kind = classes.has(host) ? new HostKind.OwnClass(classes.read(host, OF_REST)) : rest(host, key);
        Duration timeout = connections.timeout(host);
        return new HostDefinition(
                kind,
                place,
                host.list("ignore", values::member).orElse(List.of()),
                host.list("sets", values::member).orElse(List.of()),
                timeout,
                connections.resilience(host, timeout),
                host.part("events", events::read));
    }

    private HostKind rest(Section host, KeyVariables key) {
        return new HostKind.Rest(
                connections.read(host),
                host.requiredPart("list", this::list, NO_LISTING),
                host.requiredPart("get", part -> queries.getOne(part, key), NO_GET),
                host.part("getMany", queries::getMany));
    }

    private HostListing list(Section list) {
        return new HostListing(
                queries.slicedListing(list),
                list.optional("lag", v -> values.duration(v, Duration.ZERO, Duration.ofDays(1)), Defaults.LAG),
                list.optional("complete", values::flag, true));
    }
}
