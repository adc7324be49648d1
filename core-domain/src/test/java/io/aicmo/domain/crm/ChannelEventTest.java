package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Rejected;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelEventTest {
    private static final Party ADA = Party.email(new EmailAddress("ada@engines.example"));
    private static final Party NOBODY = new Party(null, null, null, null);

    @Test
    void anEventThatSaysNothingOfWhomItHappenedToIsRefused() {
        assertThat(refused("provider", "evt", NOBODY, null).code()).isEqualTo("event.party_missing");
    }

    @Test
    void aMessageIsEnoughToTellWhom() {
        assertThat(event("provider", "evt", NOBODY, "<m1@example.com>").messageId())
                .isEqualTo("m1@example.com");
    }

    @Test
    void theProviderAndItsIdMakeAnEventOnceSoTheyAreNeeded() {
        assertThat(refused(" ", "evt", ADA, null).violations().get(0).field()).isEqualTo("provider");
        assertThat(refused("provider", "", ADA, null).violations().get(0).field())
                .isEqualTo("provider_event_id");
        assertThat(refused("provider", "x".repeat(501), ADA, null).code()).isEqualTo("text.too_long");
        assertThat(refused("provider", "a\u0000b", ADA, null).code()).isEqualTo("text.not_storable");
    }

    @Test
    void whatIsKnownBesidesCannotBeChangedAfterwards() {
        Map<String, Object> meta = new HashMap<>(Map.of("subject", "Hello"));
        meta.put("nothing", null);
        ChannelEvent event = new ChannelEvent(
                "email", "email_opened", "provider", "evt", ADA, null, Given.NOW, null, List.of(), meta, null);

        meta.put("subject", "changed");

        assertThat(event.meta()).isEqualTo(Map.of("subject", "Hello"));
        assertThat(event.metaText("subject")).isEqualTo("Hello");
        assertThat(event.metaText("text")).isEmpty();
    }

    private static ChannelEvent event(String provider, String id, Party party, String messageId) {
        return new ChannelEvent(
                "email", "email_opened", provider, id, party, null, Given.NOW, messageId, List.of(), Map.of(), null);
    }

    private static Rejected refused(String provider, String id, Party party, String messageId) {
        return catchThrowableOfType(Rejected.class, () -> event(provider, id, party, messageId));
    }
}
