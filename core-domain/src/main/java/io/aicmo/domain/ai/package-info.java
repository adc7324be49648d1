/** What is kept of the agents' work: each run, with what it was told, what it answered and what it cost. */
@NullMarked
package io.aicmo.domain.ai;

import org.jspecify.annotations.NullMarked;
