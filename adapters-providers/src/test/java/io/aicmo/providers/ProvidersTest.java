package io.aicmo.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.crm.Channels;
import io.aicmo.port.webhook.WebhookProvider;
import org.junit.jupiter.api.Test;

class ProvidersTest {
    private final ChannelCatalogue channels = Channels.catalogue();

    @Test
    void everyProviderHasANameOfItsOwn() {
        assertThat(Providers.all(channels))
                .extracting(WebhookProvider::name)
                .containsExactly(
                        "generic",
                        "resend",
                        "sendgrid",
                        "twilio",
                        "stripe",
                        "shopify",
                        "docusign",
                        "gong",
                        "slack",
                        "hmac");
    }

    @Test
    void everyProviderReportsOnChannelsThatAreDeclared() {
        assertThat(Providers.all(channels))
                .allSatisfy(provider -> assertThat(channels.channels()).containsAll(provider.channels()));
    }
}
