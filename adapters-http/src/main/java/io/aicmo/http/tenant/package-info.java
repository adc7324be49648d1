/** Tenants, workspaces and credentials over HTTP. */
@NullMarked
package io.aicmo.http.tenant;

import org.jspecify.annotations.NullMarked;
