package io.aicmo.app.wiring;

import dagger.BindsInstance;
import dagger.Component;
import io.aicmo.ai.GatewaySettings;
import io.aicmo.ai.OpenAiGateway;
import io.aicmo.application.event.EventHub;
import io.aicmo.application.messaging.UnsubscribeLinks;
import io.aicmo.domain.ai.MonthlyBudget;
import io.aicmo.domain.job.Retention;
import io.aicmo.http.Server;
import io.aicmo.port.Vault;
import io.aicmo.postgres.Postgres;
import io.aicmo.postgres.PostgresConfig;
import io.aicmo.postgres.crm.PgSpineStore;
import io.aicmo.postgres.crm.SpineLimits;
import io.aicmo.postgres.event.EventRelay;
import io.aicmo.postgres.job.JobWorker;
import io.aicmo.postgres.job.Pace;
import io.aicmo.postgres.job.ScheduleClock;
import io.aicmo.providers.outbound.AddressRules;
import io.aicmo.providers.outbound.OutboundClient;
import jakarta.inject.Singleton;
import java.util.Optional;

/** One running installation: what has to be started and stopped. */
@Singleton
@Component(
        modules = {
            PlatformModule.class,
            PostgresModule.class,
            ProvidersModule.class,
            AiModule.class,
            JobsModule.class,
            CmoJobsModule.class,
            CrmJobsModule.class,
            WebhookJobsModule.class,
            EventsModule.class,
            WorkflowsModule.class,
            MessagingModule.class,
            HttpModule.class
        })
public interface Installation {
    PostgresConfig database();

    Postgres postgres();

    PgSpineStore spine();

    Vault vault();

    JobWorker worker();

    /** The AI, where one is configured. */
    Optional<OpenAiGateway> gateway();

    /** What calls URLs that tenants name. */
    OutboundClient outbound();

    ScheduleClock schedules();

    EventRelay events();

    EventHub streams();

    Server server();

    /** What an installation is given. */
    @Component.Factory
    interface Factory {
        Installation create(
                @BindsInstance PostgresConfig database,
                @BindsInstance io.aicmo.http.Settings http,
                @BindsInstance SpineLimits limits,
                @BindsInstance Pace pace,
                @BindsInstance Retention retention,
                @BindsInstance Optional<GatewaySettings> ai,
                @BindsInstance Optional<MonthlyBudget> aiBudget,
                @BindsInstance Vault vault,
                @BindsInstance UnsubscribeLinks links,
                @BindsInstance AddressRules outbound,
                @BindsInstance SpineChoice choice);
    }
}
