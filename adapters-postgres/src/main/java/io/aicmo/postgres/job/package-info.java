/** Work that is done later, in PostgreSQL: its table, and the worker that does it. */
@NullMarked
package io.aicmo.postgres.job;

import org.jspecify.annotations.NullMarked;
