package io.aicmo.postgres.sql;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Unavailable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What an error of the database means to those who asked. */
public final class Failures {
    private static final Duration SOON = Duration.ofSeconds(1);

    private Failures() {}

    /**
     * The same failure in the words of the ports: {@link Unavailable} where the server is away, busy or had to choose
     * whose transaction goes on, {@code text.not_storable} and {@code time.not_storable} where a text or a time has no
     * place in the database; what is nobody's fault but ours comes back as it is.
     *
     * <p>A transaction that lost against another is not begun anew here: whether its work may run twice is for those to
     * say who asked for it.
     */
    public static RuntimeException translate(RuntimeException failure) {
        SQLException cause = sqlCause(failure);
        return cause == null ? failure : translated(cause).orElse(failure);
    }

    /** As {@link #translate(RuntimeException)}. */
    public static RuntimeException translate(SQLException failure) {
        return translated(failure).orElseGet(() -> new IllegalStateException(failure.getMessage(), failure));
    }

    /** The constraint that the failure broke, or empty if it is no broken constraint of this kind. */
    public static Optional<String> brokenConstraint(RuntimeException failure, String sqlState) {
        return sqlCause(failure) instanceof PSQLException cause && sqlState.equals(cause.getSQLState())
                ? Optional.ofNullable(cause.getServerErrorMessage()).map(ServerErrorMessage::getConstraint)
                : Optional.empty();
    }

    private static Optional<RuntimeException> translated(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (failure instanceof SQLTransientConnectionException || isAway(state)) {
            return Optional.of(new Unavailable("the database cannot be reached or is too busy", SOON, failure));
        }
        return switch (state) {
            case "40001", "40P01" ->
                Optional.of(new Unavailable("another transaction came first; nothing was changed", SOON, failure));
            case "55P03", "57014" -> Optional.of(new Unavailable("the database took too long", SOON, failure));
            case "22P05", "22021" ->
                Optional.of(Rejected.of("text.not_storable", "text must not contain U+0000 or half a surrogate pair"));
            case "22007", "22008", "22009" ->
                Optional.of(Rejected.of("time.not_storable", "a time is in a year that the database does not have"));
            case "25006" ->
                Optional.of(new IllegalStateException("a transaction that only reads cannot write", failure));
            default -> Optional.empty();
        };
    }

    /** Whether the connection is gone, so that nobody knows whether a commit arrived: lost, or ended by the server. */
    public static boolean isConnectionLost(String state) {
        // The last one is a transaction in which this node was silent for too long.
        return state.startsWith("08") || state.startsWith("57P") || state.equals("25P03");
    }

    /** Connection lost, refused or ended, or the server out of resources (53). */
    private static boolean isAway(String state) {
        return isConnectionLost(state) || state.startsWith("53");
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
