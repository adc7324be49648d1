package io.aicmo.app.wiring;

import dagger.Module;
import dagger.Provides;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookSender;
import io.aicmo.providers.Providers;
import io.aicmo.providers.outbound.AddressRules;
import io.aicmo.providers.outbound.OutboundClient;
import io.aicmo.providers.standardwebhooks.StandardWebhookSender;
import jakarta.inject.Singleton;
import java.util.List;

/** The providers whose webhooks are understood, and what calls out to tenants' URLs. */
@Module
interface ProvidersModule {
    @Provides
    static List<WebhookProvider> providers(ChannelCatalogue channels) {
        return Providers.all(channels);
    }

    /** What calls URLs that tenants name. */
    @Provides
    @Singleton
    static OutboundClient outbound(AddressRules rules) {
        return new OutboundClient(rules);
    }

    @Provides
    @Singleton
    static WebhookSender webhookSender(OutboundClient client) {
        return new StandardWebhookSender(client);
    }
}
