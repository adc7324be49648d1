/** What tenants have done when something happens: triggers with conditions and steps, and their executions. */
@NullMarked
package io.aicmo.domain.workflow;

import org.jspecify.annotations.NullMarked;
