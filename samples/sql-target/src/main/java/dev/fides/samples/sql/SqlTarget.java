package dev.fides.samples.sql;

import dev.fides.store.StoreSettings;
import dev.fides.target.TargetContext;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetStoreFactory;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a target in a database from these settings.
 *
 * <table>
 *   <caption>Settings</caption>
 *   <tr><td>{@code url}</td><td>the JDBC URL</td></tr>
 *   <tr><td>{@code user}, {@code password}</td><td>where the URL does not name them</td></tr>
 *   <tr><td>{@code upsert}</td><td>SQL that makes one row hold a document: {@code :id} and {@code :key} are bound as texts,
 *       {@code :document} as the whole document's JSON, and {@code :/pointer} as the member of the document there</td></tr>
 *   <tr><td>{@code delete}</td><td>SQL that deletes the row of {@code :id}</td></tr>
 *   <tr><td>{@code list}</td><td>optional; SQL with columns {@code id}, {@code record_key} and {@code document}, ordered by
 *       {@code id}: {@code :limit} rows whose id is greater than {@code :after}</td></tr>
 *   <tr><td>{@code pageSize}</td><td>rows of a page of the listing, 500 by default</td></tr>
 * </table>
 */
public final class SqlTarget implements TargetStoreFactory {

    /** A page of rows of a kilobyte each stays small against an instance of 2 GB. */
    private static final int PAGE_SIZE = 500;

    private static final int LARGEST_PAGE = 10_000;

    @Override
    public TargetStore create(TargetContext context) {
        StoreSettings settings = context.settings();
        if (context.id().isEmpty()) {
            throw settings.fault("upsert", "rows are written by the document's id: set target.id, not assignsIds");
        }
        ConnectionSource connections = new ConnectionSource(
                settings.text("url"), settings.maybeText("user"), settings.maybeText("password"), context.timeout());
        SqlTemplate upsert = template(settings, "upsert", Set.of("id", "key", "document"));
        SqlTemplate delete = template(settings, "delete", Set.of("id", "key"));
        Optional<SqlTemplate> list = settings.has("list")
                ? Optional.of(template(settings, "list", Set.of("after", "limit")))
                : Optional.empty();
        int pageSize = settings.integer("pageSize", 1, LARGEST_PAGE, PAGE_SIZE);
        return new SqlTargetStore(connections, upsert, delete, list, pageSize);
    }

    private static SqlTemplate template(StoreSettings settings, String name, Set<String> parameters) {
        try {
            return SqlTemplate.parse(settings.text(name), parameters, name.equals("upsert"));
        } catch (IllegalArgumentException e) {
            throw settings.fault(name, e.getMessage());
        }
    }
}
