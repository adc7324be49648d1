/** Slack: its Events API comes in, and word to the team goes out through an incoming webhook. */
@NullMarked
package io.aicmo.providers.slack;

import org.jspecify.annotations.NullMarked;
