/**
 * How the stores of this adapter speak to PostgreSQL: transactions that carry role and tenant, statements with named
 * parameters, JSON columns, and what a database error means. Internal to the adapter.
 */
@NullMarked
package io.aicmo.postgres.sql;

import org.jspecify.annotations.NullMarked;
