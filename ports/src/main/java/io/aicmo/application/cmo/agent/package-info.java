/**
 * The marketing department's agents, declared ({@link io.aicmo.application.cmo.agent.CmoAgents}), and what each is told.
 * The inputs hold one tenant's facts, gathered by the use case that asks; nothing that is not needed, and no addresses of
 * people.
 */
@NullMarked
package io.aicmo.application.cmo.agent;

import org.jspecify.annotations.NullMarked;
