package io.aicmo.app.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import io.aicmo.application.crm.RequestLeadScore;
import io.aicmo.application.crm.ScoreLead;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Ids;
import io.aicmo.port.NotFound;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.JobWork;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is done later about leads. */
@Module
interface CrmJobsModule {
    @Provides
    static ScoreLead scoreLead(
            Transactions transactions, Records records, LeadStore leads, Ids ids, InstantSource clock) {
        return new ScoreLead(transactions, records, leads, ids, clock);
    }

    @Provides
    @IntoSet
    static JobWork<?> scoresLeads(ScoreLead scoreLead) {
        return RequestLeadScore.JOB.by(run -> score(scoreLead, run));
    }

    private static Map<String, Object> score(ScoreLead scoreLead, JobRun<RequestLeadScore.Payload> run) {
        LeadId lead = run.payload().leadId();
        try {
            ScoreLead.Result scored = scoreLead.handle(run.actor(), lead);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("lead_id", lead.toString());
            result.put("score", scored.score().value());
            result.put("reasons", scored.lead().scoreReasons());
            result.put("route", scored.routing().route().word());
            return result;
        } catch (NotFound gone) {
            throw Rejected.of("lead.unknown", "the lead was deleted before it could be scored");
        }
    }
}
