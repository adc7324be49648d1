/** Webhooks: where a tenant's events are sent, what became of them, and what providers sent in. */
@NullMarked
package io.aicmo.domain.webhook;

import org.jspecify.annotations.NullMarked;
