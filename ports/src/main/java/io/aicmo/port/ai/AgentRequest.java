package io.aicmo.port.ai;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is asked.
 *
 * @param input what it is told; whoever asks has gathered it, from this tenant alone
 * @param workspaceId for which workspace; whoever asks has checked that the actor may enter it
 * @param campaignId for which campaign of that workspace, or null
 * @param requestId the HTTP request in which it is asked, or null
 */
public record AgentRequest<I extends Record, O extends Record>(
        Agent<I, O> agent,
        I input,
        WorkspaceId workspaceId,
        @Nullable CampaignId campaignId,
        @Nullable String requestId) {}
