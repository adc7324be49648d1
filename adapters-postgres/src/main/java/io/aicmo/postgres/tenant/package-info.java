/** Tenants, members and credentials on PostgreSQL. */
@NullMarked
package io.aicmo.postgres.tenant;

import org.jspecify.annotations.NullMarked;
