/** Domain events in PostgreSQL: told in their table, heard in their order, passed on by one node at a time. */
@NullMarked
package io.aicmo.postgres.event;

import org.jspecify.annotations.NullMarked;
