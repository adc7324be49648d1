package io.aicmo.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.shared.WebhookEndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EndpointGateTest {
    private final WebhookEndpointId endpoint = new WebhookEndpointId(UUID.randomUUID());
    private final EndpointGate gate = new EndpointGate(() -> now());
    private Instant now = Instant.parse("2026-03-02T10:00:00Z");

    private Instant now() {
        return now;
    }

    @Test
    void eightAreLetIn() throws InterruptedException {
        assertThat(fill()).allMatch(EndpointGate.Entry::isOpen);

        try (EndpointGate.Entry ninth = gate.enter(endpoint)) {
            assertThat(ninth.isOpen()).isFalse();
            assertThat(ninth.rest()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void theLongerNobodyComesOrGoesTheLongerTheOthersStayAway() throws InterruptedException {
        fill();

        now = now.plusSeconds(3);
        try (EndpointGate.Entry early = gate.enter(endpoint)) {
            assertThat(early.rest()).isEqualTo(Duration.ofSeconds(3));
        }
        now = now.plusSeconds(4);
        try (EndpointGate.Entry late = gate.enter(endpoint)) {
            assertThat(late.isOpen()).isFalse();
            assertThat(late.rest()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void onceNothingMovesThereNobodyHasToComeToBeSentAway() throws InterruptedException {
        assertThat(gate.rest(endpoint)).isZero();
        List<EndpointGate.Entry> entries = fill();
        assertThat(gate.rest(endpoint)).isZero();

        now = now.plusSeconds(3);
        assertThat(gate.rest(endpoint)).isEqualTo(Duration.ofSeconds(3));

        entries.get(0).close();
        assertThat(gate.rest(endpoint)).isZero();
    }

    @Test
    void whenSomebodyLeavesAnotherIsLetIn() throws InterruptedException {
        List<EndpointGate.Entry> entries = fill();
        now = now.plusSeconds(9);

        entries.get(0).close();

        try (EndpointGate.Entry next = gate.enter(endpoint)) {
            assertThat(next.isOpen()).isTrue();
        }
    }

    @Test
    void afterAllHaveLeftNothingIsRemembered() throws InterruptedException {
        fill().forEach(EndpointGate.Entry::close);
        now = now.plusSeconds(60);

        fill();

        try (EndpointGate.Entry ninth = gate.enter(endpoint)) {
            assertThat(ninth.isOpen()).isFalse();
            assertThat(ninth.rest()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    private List<EndpointGate.Entry> fill() throws InterruptedException {
        List<EndpointGate.Entry> entries = new ArrayList<>();
        for (int i = 0; i < EndpointGate.AT_ONCE; i++) {
            entries.add(gate.enter(endpoint));
        }
        return entries;
    }
}
