/** Who the customer is and who acts for it: tenants, workspaces, users, roles, permissions and credentials. */
@NullMarked
package io.aicmo.domain.tenant;

import org.jspecify.annotations.NullMarked;
