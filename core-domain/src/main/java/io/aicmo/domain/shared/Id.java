package io.aicmo.domain.shared;

import java.util.UUID;

/**
 * A typed identifier: a record around one UUID (version 7, so that newer rows sort last), so that a lead's id cannot
 * be passed where a contact's is meant. In JSON and in the database it is the bare UUID.
 */
public interface Id {
    /** The identifier as it is stored and shown. */
    UUID value();
}
