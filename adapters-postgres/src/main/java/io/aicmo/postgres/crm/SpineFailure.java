package io.aicmo.postgres.crm;

import io.aicmo.postgres.sql.Failures;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What a failure to write a batch means. */
enum SpineFailure {
    /** Another transaction was in the way; the batch was undone. */
    LOST_RACE,
    /** Whether the batch was applied is unknown. */
    CONNECTION_LOST,
    /** No connection is to be had, or the server has no room. */
    AWAY,
    /** The statement itself is wrong, or not allowed: no part of the batch would fare better. */
    OUR_FAULT,
    /** Something in the batch cannot be stored. */
    NOT_STORABLE;

    private static final Set<String> RACES = Set.of("40001", "40P01", "55P03");
    /** Read-only (a standby took over), statement timeout. */
    private static final Set<String> BUSY = Set.of("25006", "57014");

    static SpineFailure of(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (failure instanceof SQLTransientConnectionException || state.startsWith("53") || BUSY.contains(state)) {
            return AWAY;
        }
        if (RACES.contains(state)) {
            return LOST_RACE;
        }
        if (Failures.isConnectionLost(state)) {
            return CONNECTION_LOST;
        }
        return state.startsWith("42") || state.startsWith("0A") ? OUR_FAULT : NOT_STORABLE;
    }
}
