package io.aicmo.bench;

import io.aicmo.bench.EventRequests.Prospect;
import io.aicmo.bench.Lab.Tenant;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.shared.CampaignId;
import java.time.Duration;
import java.util.List;

/**
 * What phases on events have in common: a tenant with leads in many campaigns, and with leads that are all in one.
 *
 * @param spread leads in 200 campaigns
 * @param hot leads of one campaign
 */
record Scene(Lab lab, Effort effort, Report report, Intake intake, Tenant tenant, List<Lead> spread, List<Lead> hot) {
    private static final int CAMPAIGNS = 200;
    private static final int LEADS_EACH = 50;
    private static final int HOT_LEADS = 2_000;

    static Scene make(Lab lab, Effort effort, Report report) {
        Tenant tenant = lab.tenant("bench");
        List<CampaignId> campaigns = lab.campaigns(tenant, "campaign", CAMPAIGNS);
        List<Lead> spread = lab.leads(tenant, campaigns, CAMPAIGNS * LEADS_EACH, Lab.addresses("spread"));
        List<Lead> hot = lab.leads(tenant, lab.campaigns(tenant, "hot", 1), HOT_LEADS, Lab.addresses("hot"));
        lab.settle();
        return new Scene(lab, effort, report, new Intake(lab, report), tenant, spread, hot);
    }

    List<Prospect> spreadProspects() {
        return Lab.prospects(spread);
    }

    List<Prospect> hotProspects() {
        return Lab.prospects(hot);
    }

    /** Loads a server until its code is compiled and its plans are made for tables that have rows. */
    void warm(NodeProcess node) {
        Duration part = Warming.load(effort.warmUp()).dividedBy(4);
        List<Prospect> prospects = spreadProspects();
        warm(node, "events", () -> {
            intake.single(node, tenant, prospects, 32, part.multipliedBy(2));
            intake.single(node, tenant, prospects, 1, part);
            intake.batch(
                    node,
                    tenant,
                    prospects,
                    Intake.BATCH,
                    requests -> HttpLoad.closedLoop(node.url(), 4, part, requests));
        });
        // Plans that a server made while its tables were empty would read them whole for ever.
        lab.settle();
    }

    /** Loads a server with what is measured next until its code is compiled. */
    void warm(NodeProcess node, String with, Runnable load) {
        Duration took = Warming.run(effort.warmUp(), node::compiling, load);
        report.progress("%s warm for %s after %d s", node.name(), with, took.toSeconds());
    }
}
