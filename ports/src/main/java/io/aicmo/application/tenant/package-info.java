/** Use cases of tenancy: tenants, workspaces, members and credentials. */
@NullMarked
package io.aicmo.application.tenant;

import org.jspecify.annotations.NullMarked;
