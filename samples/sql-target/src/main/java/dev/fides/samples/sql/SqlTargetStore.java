package dev.fides.samples.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.target.TargetDocument;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetTraits;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Documents as rows. The writes of a call are one transaction with at most one batch of each statement; only where the
 * database refuses something of it is each write done alone, so that a bad document stops no other.
 */
final class SqlTargetStore implements TargetStore {

    /** A write that the database refused has no HTTP status. */
    private static final int NO_STATUS = 0;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConnectionSource connections;
    private final SqlTemplate upsert;
    private final SqlTemplate delete;
    private final Optional<SqlTemplate> list;
    private final int pageSize;

    SqlTargetStore(
            ConnectionSource connections,
            SqlTemplate upsert,
            SqlTemplate delete,
            Optional<SqlTemplate> list,
            int pageSize) {
        this.connections = connections;
        this.upsert = upsert;
        this.delete = delete;
        this.list = list;
        this.pageSize = pageSize;
    }

    /** The statement that deletes is no part of the shape: it leaves nothing. */
    @Override
    public TargetTraits traits() {
        return new TargetTraits(list.isPresent(), false, upsert.sql() + " " + upsert.parameters());
    }

    @Override
    public Optional<String> find(RecordKey key) {
        throw new PermanentException("rows are found by their ids, key " + key);
    }

    /** Pages follow each other by the id of their last row, so that rows that come and go shift nothing. */
    @Override
    public TargetPage list(Optional<String> cursor) {
        SqlTemplate query = list.orElseThrow(() -> new PermanentException("there is no statement that lists rows"));
        try (Connection connection = connections.open();
                PreparedStatement statement = prepared(connection, query)) {
            query.bind(statement, name -> name.equals("limit") ? (Object) pageSize : cursor.orElse(""));
            List<TargetDocument> documents = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    documents.add(document(rows));
                }
            }
            Optional<String> next = documents.size() < pageSize
                    ? Optional.empty()
                    : Optional.of(documents.get(documents.size() - 1).id());
            return new TargetPage(documents, next, OptionalLong.empty());
        } catch (SQLException e) {
            if (isRefusal(e)) {
                throw new PermanentException("listing rows: " + e.getMessage(), e);
            }
            throw new RetryableException("listing rows: " + e.getMessage(), e);
        }
    }

    private static TargetDocument document(ResultSet row) throws SQLException {
        String id = row.getString("id");
        try {
            return new TargetDocument(
                    new RecordKey(row.getString("record_key")), id, JSON.readTree(row.getString("document")));
        } catch (JsonProcessingException e) {
            throw new PermanentException("the document of row " + id + " is no JSON", e);
        }
    }

    @Override
    public List<WriteResult> write(List<TargetWrite> writes) {
        WriteResult together = attempt(writes);
        if (writes.size() == 1 || !(together instanceof WriteResult.Refused)) {
            return Collections.nCopies(writes.size(), together);
        }
        return writes.stream().map(write -> attempt(List.of(write))).toList();
    }

    /** One transaction: what is not committed is not there. */
    private WriteResult attempt(List<TargetWrite> writes) {
        boolean committing = false;
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            try {
                batch(connection, writes);
                committing = true;
                connection.commit();
                return new WriteResult.Confirmed(Optional.empty());
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            if (committing) {
                return new WriteResult.Unknown("the end of the transaction: " + e.getMessage());
            }
            return isRefusal(e)
                    ? new WriteResult.Refused(NO_STATUS, e.getMessage())
                    : new WriteResult.Unavailable(e.getMessage(), Optional.empty());
        }
    }

    private void batch(Connection connection, List<TargetWrite> writes) throws SQLException {
        try (PreparedStatement puts = prepared(connection, upsert);
                PreparedStatement deletes = prepared(connection, delete)) {
            int putCount = 0;
            int deleteCount = 0;
            for (TargetWrite write : writes) {
                if (write instanceof TargetWrite.Put put) {
                    upsert.bind(puts, name -> value(put, name));
                    puts.addBatch();
                    putCount++;
                } else {
                    TargetWrite.Delete gone = (TargetWrite.Delete) write;
                    delete.bind(deletes, name -> name.equals("key") ? gone.key().value() : gone.id());
                    deletes.addBatch();
                    deleteCount++;
                }
            }
            // A document that moves to another row must leave the old one first, where rows are unique by more than
            // ids.
            if (deleteCount > 0) {
                deletes.executeBatch();
            }
            if (putCount > 0) {
                puts.executeBatch();
            }
        }
    }

    private PreparedStatement prepared(Connection connection, SqlTemplate template) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(template.sql());
        statement.setQueryTimeout(connections.timeoutSeconds());
        return statement;
    }

    private static Object value(TargetWrite.Put put, String name) {
        return switch (name) {
            case "id" -> put.id().orElseThrow();
            case "key" -> put.key().value();
            case "document" -> put.document().toString();
            default -> column(put.document().at(name));
        };
    }

    /** What a database makes a column of; members that are no scalars go there as JSON. */
    private static Object column(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING, NULL -> null;
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.isIntegralNumber() ? new BigDecimal(value.bigIntegerValue()) : value.decimalValue();
            case STRING -> value.textValue();
            default -> value.toString();
        };
    }

    /**
     * Whether the database understood and said no: the same statement with the same values will be refused again. SQLSTATE
     * classes 22 (data), 23 (constraints), 42 (syntax, missing tables and rights), 0A (not supported).
     */
    private static boolean isRefusal(SQLException thrown) {
        String state = String.valueOf(thrown.getSQLState());
        return thrown instanceof SQLIntegrityConstraintViolationException
                || state.startsWith("22")
                || state.startsWith("23")
                || state.startsWith("42")
                || state.startsWith("0A");
    }
}
