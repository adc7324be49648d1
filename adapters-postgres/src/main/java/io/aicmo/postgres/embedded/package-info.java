/** A PostgreSQL server out of a jar: its binaries, its data directory, its processes. Internal to the adapter. */
@NullMarked
package io.aicmo.postgres.embedded;

import org.jspecify.annotations.NullMarked;
