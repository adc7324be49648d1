/** Ports for tenants, members and credentials. */
@NullMarked
package io.aicmo.port.tenant;

import org.jspecify.annotations.NullMarked;
