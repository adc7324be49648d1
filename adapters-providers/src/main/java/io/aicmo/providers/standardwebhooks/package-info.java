/** Webhooks out, per the Standard Webhooks specification. */
@NullMarked
package io.aicmo.providers.standardwebhooks;

import org.jspecify.annotations.NullMarked;
