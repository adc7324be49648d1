/**
 * The hexagon's ports on PostgreSQL 15 or newer. {@link io.aicmo.postgres.Postgres} is the door; {@link
 * io.aicmo.postgres.EmbeddedServer} brings a server where there is none. The sub-packages are internal.
 */
@NullMarked
package io.aicmo.postgres;

import org.jspecify.annotations.NullMarked;
