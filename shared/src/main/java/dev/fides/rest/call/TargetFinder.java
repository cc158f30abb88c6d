package dev.fides.rest.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.request.Variables;
import dev.fides.config.service.FindOperation;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.rest.http.Queries;
import dev.fides.rest.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks up the ids that a target gave. */
public final class TargetFinder {

    private final FindOperation find;
    private final ServiceConnection connection;
    private final Reads reads;
    private final Queries queries;

    public TargetFinder(FindOperation find, ServiceConnection connection) {
        this.find = find;
        this.connection = connection;
        this.reads = new Reads(connection);
        this.queries = new Queries(find.request(), connection.addresses());
    }

    public Optional<String> find(RecordKey key) {
        Request request = queries.of(Known.and(Variables.of(key)), Map.of());
        JsonNode matches = reads.array(request, reads.json(request, reads.get(request, Set.of())), find.records());
        if (matches.size() > find.max()) {
            throw new PermanentException(connection.describe(
                    request, matches.size() + " documents for key " + key + ", at most " + find.max() + " expected"));
        }
        if (matches.isEmpty()) {
            return Optional.empty();
        }
        JsonNode id = matches.get(0).at(find.record()).at(find.id());
        return Optional.of(Keys.text(id)
                .orElseThrow(() -> new PermanentException(connection.describe(
                        request,
                        "expected an id at \"" + find.record().append(find.id()) + "\", found " + Keys.kind(id)
                                + ", key " + key))));
    }
}
