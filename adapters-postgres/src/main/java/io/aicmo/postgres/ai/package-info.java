/** The log of the agents' runs in PostgreSQL. */
@NullMarked
package io.aicmo.postgres.ai;

import org.jspecify.annotations.NullMarked;
