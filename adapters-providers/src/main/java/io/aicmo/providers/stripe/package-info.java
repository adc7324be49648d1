/** Stripe's webhooks. */
@NullMarked
package io.aicmo.providers.stripe;

import org.jspecify.annotations.NullMarked;
