package io.aicmo.app.wiring;

import dagger.Module;
import dagger.Provides;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SequenceStepStore;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.event.EventLog;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.messaging.OutboxStore;
import io.aicmo.port.tenant.CredentialStore;
import io.aicmo.port.tenant.TenantStore;
import io.aicmo.postgres.Postgres;
import io.aicmo.postgres.PostgresConfig;
import io.aicmo.postgres.crm.PgSpineStore;
import io.aicmo.postgres.crm.SpineLimits;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Every port over one PostgreSQL. */
@Module
interface PostgresModule {
    /** Not migrated yet: whoever starts the installation waits for that. */
    @Provides
    @Singleton
    static Postgres postgres(PostgresConfig config, ChannelCatalogue channels, InstantSource clock) {
        return Postgres.opening(config, channels, clock);
    }

    @Provides
    @Singleton
    static PgSpineStore pgSpine(Postgres postgres, SpineLimits limits) {
        return postgres.spine(limits.writers(), limits.capacity());
    }

    @Provides
    @Singleton
    static SpineStore spine(PgSpineStore spine, SpineChoice choice, Transactions transactions) {
        return choice.choose(spine, transactions);
    }

    @Provides
    static Transactions transactions(Postgres postgres) {
        return postgres.transactions();
    }

    @Provides
    static Records records(Postgres postgres) {
        return postgres.records();
    }

    @Provides
    static TenantStore tenants(Postgres postgres) {
        return postgres.tenants();
    }

    @Provides
    static CredentialStore credentials(Postgres postgres) {
        return postgres.credentials();
    }

    @Provides
    static LeadStore leads(Postgres postgres) {
        return postgres.leads();
    }

    @Provides
    static SequenceStepStore steps(Postgres postgres) {
        return postgres.steps();
    }

    @Provides
    static PerformanceStore performance(Postgres postgres) {
        return postgres.performance();
    }

    @Provides
    static OutboxStore outbox(Postgres postgres) {
        return postgres.outbox();
    }

    @Provides
    static JobStore jobs(Postgres postgres) {
        return postgres.jobs();
    }

    @Provides
    static EventLog eventLog(Postgres postgres) {
        return postgres.eventLog();
    }

    @Provides
    static AgentRunStore agentRuns(Postgres postgres) {
        return postgres.agentRuns();
    }

    @Provides
    static IdempotencyStore idempotency(Postgres postgres) {
        return postgres.idempotency();
    }
}
