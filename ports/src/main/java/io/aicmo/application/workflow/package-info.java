/** Workflows: started by events, run step by step, decided by people. */
@NullMarked
package io.aicmo.application.workflow;

import org.jspecify.annotations.NullMarked;
