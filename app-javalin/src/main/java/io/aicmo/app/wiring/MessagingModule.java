package io.aicmo.app.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import io.aicmo.application.messaging.Messaging;
import io.aicmo.application.messaging.SendMessage;
import io.aicmo.application.messaging.SendStep;
import io.aicmo.application.messaging.Senders;
import io.aicmo.application.messaging.UnsubscribeLinks;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.port.Ids;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Vault;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SequenceStepStore;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.JobWork;
import io.aicmo.port.messaging.OutboxStore;
import io.aicmo.port.messaging.Templates;
import io.aicmo.port.tenant.TenantStore;
import io.aicmo.providers.Providers;
import io.aicmo.providers.mustache.MustacheTemplates;
import io.aicmo.providers.outbound.AddressRules;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What is sent to people. */
@Module
interface MessagingModule {
    @Provides
    @Singleton
    static Templates templates() {
        return new MustacheTemplates();
    }

    @Provides
    @Singleton
    static Senders senders(AddressRules outbound) {
        return new Senders(Providers.senders(outbound));
    }

    @Provides
    static Messaging messaging(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            LeadStore leads,
            SequenceStepStore steps,
            OutboxStore outbox,
            SpineStore spine,
            JobStore jobs,
            ChannelCatalogue channels,
            Templates templates,
            Senders senders,
            Vault vault,
            UnsubscribeLinks links,
            Ids ids,
            InstantSource clock) {
        return new Messaging(
                transactions,
                records,
                tenants,
                leads,
                steps,
                outbox,
                spine,
                jobs,
                channels,
                templates,
                senders,
                vault,
                links,
                ids,
                clock);
    }

    @Provides
    @IntoSet
    static JobWork<?> sendsSteps(Messaging messaging) {
        return SendStep.JOB.by(new SendStep(messaging));
    }

    @Provides
    @IntoSet
    static JobWork<?> sendsMail(Messaging messaging) {
        return SendMessage.EMAIL.by(new SendMessage(messaging));
    }

    @Provides
    @IntoSet
    static JobWork<?> tellsTheTeam(Messaging messaging) {
        return SendMessage.SLACK.by(new SendMessage(messaging));
    }
}
