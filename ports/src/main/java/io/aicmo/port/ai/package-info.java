/**
 * Agents and the AI behind them: what an agent is ({@link io.aicmo.port.ai.Agent}), who runs it ({@link
 * io.aicmo.port.ai.Agents}), who answers in words ({@link io.aicmo.port.ai.AiGateway}) or by rules ({@link
 * io.aicmo.port.ai.Playbook}), and where each run is written down ({@link io.aicmo.port.ai.AgentRunStore}).
 */
@NullMarked
package io.aicmo.port.ai;

import org.jspecify.annotations.NullMarked;
