/**
 * Whoever speaks our own format: events of any channel, signed as Standard Webhooks say. For providers that are not built
 * in, and for a tenant's own systems.
 */
@NullMarked
package io.aicmo.providers.generic;

import org.jspecify.annotations.NullMarked;
