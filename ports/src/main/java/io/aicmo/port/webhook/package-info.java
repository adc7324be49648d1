/** What a provider of webhooks is to the hexagon: a signature to verify and payloads to translate. */
@NullMarked
package io.aicmo.port.webhook;

import org.jspecify.annotations.NullMarked;
