/** Providers' webhooks over HTTP. */
@NullMarked
package io.aicmo.http.webhook;

import org.jspecify.annotations.NullMarked;
