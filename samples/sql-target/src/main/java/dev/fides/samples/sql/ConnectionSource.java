package dev.fides.samples.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * Opens a connection for every piece of work. A target under load wants a pool of them: put one here.
 *
 * @param timeout of one statement
 */
record ConnectionSource(String url, Optional<String> user, Optional<String> password, Duration timeout) {

    Connection open() throws SQLException {
        Properties properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(secret -> properties.setProperty("password", secret));
        return DriverManager.getConnection(url, properties);
    }

    int timeoutSeconds() {
        return Math.max(1, (int) timeout.toSeconds());
    }

    /** Without the URL, which may hold a password. */
    @Override
    public String toString() {
        return "database";
    }
}
