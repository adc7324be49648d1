package io.aicmo.postgres;

import org.jspecify.annotations.Nullable;

/**
 * Who logs in to the database.
 *
 * @param password its password, or null where the server asks for none
 */
public record Login(String user, @Nullable String password) {

    /** Shown and logged without its password. */
    @Override
    public String toString() {
        return user;
    }
}
