/** Signs example webhooks as the providers do, for development and tests. */
@NullMarked
package io.aicmo.providers.simulator;

import org.jspecify.annotations.NullMarked;
