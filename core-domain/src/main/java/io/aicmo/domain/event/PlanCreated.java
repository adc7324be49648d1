package io.aicmo.domain.event;

import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.WorkspaceId;

/**
 * A 90-day plan was made.
 */
public record PlanCreated(PlanId planId, WorkspaceId workspaceId, String status) {}
