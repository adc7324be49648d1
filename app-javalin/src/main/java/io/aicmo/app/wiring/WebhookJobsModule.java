package io.aicmo.app.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import io.aicmo.application.messaging.Messaging;
import io.aicmo.application.webhook.DeliverWebhook;
import io.aicmo.application.webhook.ProcessWebhooks;
import io.aicmo.application.webhook.QueueWebhooks;
import io.aicmo.application.webhook.ReceiveWebhook;
import io.aicmo.application.webhook.ReplayWebhookEvents;
import io.aicmo.application.webhook.ReplayWebhooks;
import io.aicmo.application.webhook.SendWebhookEvent;
import io.aicmo.application.webhook.TellOwners;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.port.Ids;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Vault;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.JobWork;
import io.aicmo.port.tenant.CredentialStore;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookSender;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** What is done later with webhooks, out and in. */
@Module
interface WebhookJobsModule {
    @Provides
    static QueueWebhooks queueWebhooks(Records records, JobStore jobs, Ids ids, InstantSource clock) {
        return new QueueWebhooks(records, jobs, ids, clock);
    }

    @Provides
    @IntoSet
    static JobWork<?> sendsEvents(
            Transactions transactions,
            Records records,
            JobStore jobs,
            QueueWebhooks queue,
            Ids ids,
            InstantSource clock) {
        return SendWebhookEvent.JOB.by(new SendWebhookEvent(transactions, records, jobs, queue, ids, clock)::handle);
    }

    @Provides
    @IntoSet
    static JobWork<?> deliversWebhooks(
            Transactions transactions,
            Records records,
            Vault vault,
            WebhookSender sender,
            QueueWebhooks queue,
            Messaging messaging,
            RandomGenerator random,
            InstantSource clock) {
        return DeliverWebhook.JOB.by(new DeliverWebhook(
                transactions, records, vault, sender, queue, random, clock, new TellOwners(messaging)::switchedOff));
    }

    @Provides
    @IntoSet
    static JobWork<?> replaysWebhooks(
            Transactions transactions,
            Records records,
            JobStore jobs,
            QueueWebhooks queue,
            Ids ids,
            InstantSource clock) {
        return ReplayWebhooks.JOB.by(new ReplayWebhooks(transactions, records, jobs, queue, ids, clock)::handle);
    }

    @Provides
    @IntoSet
    static JobWork<?> processesWebhooks(
            Transactions transactions,
            Records records,
            CredentialStore credentials,
            Vault vault,
            List<WebhookProvider> providers,
            ChannelCatalogue channels,
            SpineStore spine,
            Ids ids,
            InstantSource clock) {
        ReceiveWebhook receive =
                new ReceiveWebhook(credentials, vault, providers, new SpineRules(channels), spine, ids, clock);
        return ProcessWebhooks.JOB.by(new ProcessWebhooks(transactions, records, providers, receive, clock));
    }

    @Provides
    @IntoSet
    static JobWork<?> replaysWebhookEvents(
            Transactions transactions, Records records, JobStore jobs, Ids ids, InstantSource clock) {
        return ReplayWebhookEvents.JOB.by(new ReplayWebhookEvents(transactions, records, jobs, ids, clock)::handle);
    }
}
