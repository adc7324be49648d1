package io.aicmo.app.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import dagger.multibindings.Multibinds;
import io.aicmo.application.event.EventHub;
import io.aicmo.application.event.RetryEvents;
import io.aicmo.application.webhook.QueueWebhooks;
import io.aicmo.application.webhook.TellWebhooks;
import io.aicmo.port.Ids;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.event.EventListener;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.JobWork;
import io.aicmo.postgres.Postgres;
import io.aicmo.postgres.event.EventRelay;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;

/** Who is told what happened. A listener is a provider of this set. */
@Module
interface EventsModule {
    @Multibinds
    Set<EventListener> listeners();

    @Provides
    @IntoSet
    static EventListener webhooks(Transactions transactions, QueueWebhooks queue) {
        return new TellWebhooks(transactions, queue).listener();
    }

    @Provides
    @IntoSet
    static JobWork<?> retriesEvents(
            Transactions transactions,
            Records records,
            JobStore jobs,
            Set<EventListener> listeners,
            Ids ids,
            InstantSource clock) {
        return RetryEvents.JOB.by(new RetryEvents(transactions, records, jobs, listeners, ids, clock)::handle);
    }

    @Provides
    @Singleton
    static EventRelay relay(Postgres postgres, Set<EventListener> listeners) {
        return postgres.eventRelay(listeners);
    }

    @Provides
    @Singleton
    static EventHub hub(EventRelay relay, InstantSource clock) {
        EventHub hub = new EventHub(relay.feed(), clock);
        relay.hear(hub::wake);
        return hub;
    }
}
