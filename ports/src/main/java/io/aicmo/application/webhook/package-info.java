/** Use cases of incoming webhooks. */
@NullMarked
package io.aicmo.application.webhook;

import org.jspecify.annotations.NullMarked;
