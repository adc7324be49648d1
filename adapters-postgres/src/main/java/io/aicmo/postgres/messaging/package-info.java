/** The outbox on PostgreSQL. */
@NullMarked
package io.aicmo.postgres.messaging;

import org.jspecify.annotations.NullMarked;
