package io.aicmo.ai.playbook;

import io.aicmo.port.ai.Playbook;
import java.util.List;

/** Every playbook. */
public final class Playbooks {
    /** One for each of the marketing department's agents. */
    public static final List<Playbook<?, ?>> ALL = List.of(
            new BrandIntakePlaybook(),
            new PlanPlaybook(),
            new FunnelPlaybook(),
            new CampaignPlaybook(),
            new ContentPlaybook(),
            new AnalystPlaybook(),
            new SummaryPlaybook(),
            new RoutingPlaybook(),
            new ReplyPlaybook());

    private Playbooks() {}
}
