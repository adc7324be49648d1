/** Shopify's webhooks. */
@NullMarked
package io.aicmo.providers.shopify;

import org.jspecify.annotations.NullMarked;
