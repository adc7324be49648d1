package io.aicmo.app.wiring;

import dagger.Module;
import dagger.Provides;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.providers.Providers;
import java.util.List;

/** The providers whose webhooks are understood. */
@Module
interface ProvidersModule {
    @Provides
    static List<WebhookProvider> providers(ChannelCatalogue channels) {
        return Providers.all(channels);
    }
}
