/** Asking the agents: the kernel and its modes. */
@NullMarked
package io.aicmo.application.ai;

import org.jspecify.annotations.NullMarked;
