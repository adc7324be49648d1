package io.aicmo.app.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoMap;
import dagger.multibindings.StringKey;
import io.aicmo.application.crm.ScoreLead;
import io.aicmo.domain.crm.SpineDecision.FollowUp;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.NotFound;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.job.JobStore.Claimed;
import io.aicmo.postgres.Postgres;
import io.aicmo.postgres.job.JobWorker;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What is done for each kind of job. */
@Module
interface JobsModule {
    @Provides
    @Singleton
    static JobWorker worker(Postgres postgres, Map<String, JobWorker.Handler> handlers) {
        return postgres.worker(handlers);
    }

    @Provides
    static ScoreLead scoreLead(
            Transactions transactions, Records records, LeadStore leads, Ids ids, InstantSource clock) {
        return new ScoreLead(transactions, records, leads, ids, clock);
    }

    @Provides
    @IntoMap
    @StringKey(FollowUp.SCORE_LEAD)
    static JobWorker.Handler scoresLeads(ScoreLead scoreLead) {
        return job -> score(scoreLead, job);
    }

    private static Map<String, Object> score(ScoreLead scoreLead, Claimed claimed) {
        LeadId lead = new LeadId(
                UUID.fromString(String.valueOf(claimed.job().payload().get("lead_id"))));
        try {
            ScoreLead.Result scored = scoreLead.handle(Actor.system(claimed.tenant()), lead);
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
