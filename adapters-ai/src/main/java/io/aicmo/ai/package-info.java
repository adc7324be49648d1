/**
 * Language models behind the hexagon's ports: {@link io.aicmo.ai.OpenAiGateway} speaks to any endpoint that is
 * compatible with OpenAI's chat completions, {@link io.aicmo.ai.AgentRunner} runs agents with it, or by their playbooks.
 */
@NullMarked
package io.aicmo.ai;

import org.jspecify.annotations.NullMarked;
