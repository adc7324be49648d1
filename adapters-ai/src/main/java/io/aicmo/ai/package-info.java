/**
 * Adapters to language models. Empty so far: no agent is built yet, so there is no gateway for one; what the spine asks
 * of the orchestrator waits as jobs of the kind {@code cmo-orchestrator}.
 */
@NullMarked
package io.aicmo.ai;

import org.jspecify.annotations.NullMarked;
