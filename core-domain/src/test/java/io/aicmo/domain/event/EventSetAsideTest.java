package io.aicmo.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.shared.EventId;
import io.aicmo.domain.shared.EventSetAsideId;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is kept of an event that a listener failed at. */
class EventSetAsideTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:15:30Z");
    private static final String WORKSPACE = "00000000-0000-7000-8000-000000000001";

    private static EventSetAside event(String error) {
        DomainEvent event = new DomainEvent(
                new EventId(UUID.fromString("00000000-0000-7000-8000-000000000002")),
                "plan.created",
                NOW.minusSeconds(5),
                2,
                Map.of("workspace_id", WORKSPACE));
        return EventSetAside.of(new EventSetAsideId(event.id().value()), "webhooks", event, 5, error, NOW);
    }

    @Test
    void itIsACopyOfTheEventAndKnowsWhereItHappened() {
        EventSetAside aside = event("no");

        assertThat(aside.event().data()).containsExactly(Map.entry("workspace_id", WORKSPACE));
        assertThat(aside.event().hops()).isEqualTo(2);
        assertThat(aside.event().occurredAt()).isEqualTo(NOW.minusSeconds(5));
        assertThat(aside.workspaceId()).isEqualTo(new WorkspaceId(UUID.fromString(WORKSPACE)));
    }

    @Test
    void itKeepsNoCredentialsOfAnErrorNotEvenHalfOfOne() {
        String secret = "Bearer " + "a".repeat(40);

        assertThat(event("refused with " + secret).error()).isEqualTo("refused with [redacted]");
        assertThat(event("x".repeat(980) + " " + secret).error()).doesNotContain("aaa");
        assertThat(event("no").failedAgain("again " + secret, NOW).error()).isEqualTo("again [redacted]");
    }

    @Test
    void itKeepsOfAnErrorWhatCanBeStored() {
        assertThat(event("a\u0000b\ud800c").error()).isEqualTo("a\ufffdb\ufffdc");
        assertThat(event("x".repeat(999) + "👩").error()).isEqualTo("x".repeat(999));
    }

    @Test
    void eachFurtherTryInVainIsCounted() {
        EventSetAside again = event("no").failedAgain("still no", NOW.plusSeconds(9));

        assertThat(again.tries()).isEqualTo(6);
        assertThat(again.error()).isEqualTo("still no");
        assertThat(again.setAsideAt()).isEqualTo(NOW);
        assertThat(again.updatedAt()).isEqualTo(NOW.plusSeconds(9));
    }
}
