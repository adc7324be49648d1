/** Twilio: text messages and calls. */
@NullMarked
package io.aicmo.providers.twilio;

import org.jspecify.annotations.NullMarked;
