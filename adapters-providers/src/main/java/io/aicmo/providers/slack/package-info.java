/** Slack's Events API. */
@NullMarked
package io.aicmo.providers.slack;

import org.jspecify.annotations.NullMarked;
