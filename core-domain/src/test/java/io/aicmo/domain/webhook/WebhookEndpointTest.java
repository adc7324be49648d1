package io.aicmo.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.crm.Given;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.WebhookEndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEndpointTest {
    private static final Instant NOW = Given.NOW;

    @ParameterizedTest
    @CsvSource({
        "lead.created, lead.created, true",
        "lead.*, lead.created, true",
        "lead.*, lead.status.changed, true",
        "*, lead.created, true",
        "lead.created, lead.created_again, false",
        "lead.*, leads.created, false",
        "lead.*, lead, false",
        "lead.created, lead, false"
    })
    void topicsAreTypesOrBeginThem(String topic, String type, boolean wanted) {
        assertThat(anEndpoint(List.of(topic)).wants(type, null)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lead*", "*.created", "lead.*.x", "Lead.created", "lead..created", ".", "lead created"})
    void whatIsNoTopicIsRefused(String topic) {
        assertThatThrownBy(() -> anEndpoint(List.of(topic)))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook_endpoint.topic_invalid"));
    }

    @Test
    void withoutATopicThereIsNoEndpoint() {
        assertThatThrownBy(() -> anEndpoint(List.of()))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook_endpoint.topics_missing"));
    }

    @Test
    void anEndpointOfACampaignHearsOfNoOther() {
        CampaignId ours = new CampaignId(Given.anId());
        WebhookEndpoint endpoint =
                anEndpoint(List.of("*")).revised("https://a.example", List.of("*"), ours, null, true, NOW);

        assertThat(endpoint.wants("lead.created", ours)).isTrue();
        assertThat(endpoint.wants("lead.created", new CampaignId(Given.anId()))).isFalse();
        assertThat(endpoint.wants("lead.created", null)).isFalse();
    }

    @Test
    void whatIsSwitchedOffHearsNothing() {
        WebhookEndpoint off =
                anEndpoint(List.of("*")).revised("https://a.example", List.of("*"), null, null, false, NOW);

        assertThat(off.wants("lead.created", null)).isFalse();
    }

    @Test
    void anEndpointThatIsGoneIsSwitchedOffAtOnce() {
        WebhookEndpoint after = anEndpoint(List.of("*")).after(answered(410), null, NOW);

        assertThat(after.enabled()).isFalse();
        assertThat(after.health().disabledBecause()).isEqualTo(DisabledReason.GONE);
        assertThat(after.health().disabledAt()).isEqualTo(NOW);
    }

    @Test
    void anEndpointThatFailsForFiveDaysIsSwitchedOffAndNotBefore() {
        WebhookEndpoint failing = anEndpoint(List.of("*")).after(answered(500), null, NOW);
        Instant fiveDaysLater = NOW.plus(Duration.ofDays(5));

        WebhookEndpoint before = failing.after(answered(500), null, fiveDaysLater.minusSeconds(1));
        WebhookEndpoint then = failing.after(answered(500), null, fiveDaysLater);

        assertThat(before.enabled()).isTrue();
        assertThat(then.enabled()).isFalse();
        assertThat(then.health().disabledBecause()).isEqualTo(DisabledReason.FAILING);
    }

    @Test
    void aSuccessForgivesEverything() {
        WebhookEndpoint failing = anEndpoint(List.of("*")).after(answered(500), null, NOW);

        WebhookEndpoint well = failing.after(answered(204), null, NOW.plus(Duration.ofDays(6)));

        assertThat(well.enabled()).isTrue();
        assertThat(well.health()).isEqualTo(EndpointHealth.WELL);
    }

    @Test
    void whoIsSwitchedOnAgainBeginsAnew() {
        WebhookEndpoint off = anEndpoint(List.of("*")).after(answered(410), null, NOW);

        WebhookEndpoint on = off.revised(off.url(), off.topics(), null, null, true, NOW);

        assertThat(on.enabled()).isTrue();
        assertThat(on.health()).isEqualTo(EndpointHealth.WELL);
    }

    @Test
    void fiveFailuresInARowPauseItLongerAndLonger() {
        WebhookEndpoint endpoint = anEndpoint(List.of("*"));
        for (int i = 0; i < 4; i++) {
            endpoint = endpoint.after(answered(500), null, NOW);
            assertThat(endpoint.health().isPaused(NOW)).isFalse();
        }
        endpoint = endpoint.after(answered(500), null, NOW);
        assertThat(endpoint.health().pausedUntil()).isEqualTo(NOW.plusSeconds(30));
        endpoint = endpoint.after(answered(500), null, NOW);
        assertThat(endpoint.health().pausedUntil()).isEqualTo(NOW.plusSeconds(60));
        for (int i = 0; i < 40; i++) {
            endpoint = endpoint.after(answered(500), null, NOW);
        }
        assertThat(endpoint.health().pausedUntil()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void oneThatHasMoreToDoThanItCanIsLeftAloneAtOnce(int status) {
        WebhookEndpoint busy = anEndpoint(List.of("*")).after(answered(status), null, NOW);
        WebhookEndpoint asked = anEndpoint(List.of("*")).after(answered(status), NOW.plusSeconds(90), NOW);

        assertThat(busy.health().pausedUntil()).isEqualTo(NOW.plusSeconds(30));
        assertThat(asked.health().pausedUntil()).isEqualTo(NOW.plusSeconds(90));
    }

    @Test
    void oneThatFailsOtherwiseIsTriedWhenItAskedToBe() {
        WebhookEndpoint failing = anEndpoint(List.of("*")).after(answered(500), NOW.plusSeconds(10), NOW);

        assertThat(failing.health().pausedUntil()).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void whenAPauseEndsOneFindsOutAndTheOthersWaitForIt() {
        WebhookEndpoint paused = anEndpoint(List.of("*")).after(answered(429), NOW.plusSeconds(90), NOW);
        Instant later = NOW.plusSeconds(90);

        assertThat(paused.health().isPaused(NOW.plusSeconds(89))).isTrue();
        assertThat(paused.health().isToBeProbed(later)).isTrue();
        WebhookEndpoint probed = paused.probed(later);
        assertThat(probed.health().isToBeProbed(later)).isFalse();
        assertThat(probed.health().isPaused(later)).isTrue();
    }

    @Property
    void retriesRestAsTheSpecificationSaysAndUpToATenthLonger(
            @ForAll @IntRange(min = 1, max = 7) int tries, @ForAll @DoubleRange(min = 0, max = 1) double chance) {
        Duration planned = List.of(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(10))
                .get(tries - 1);

        Duration rest = RetrySchedule.restAfter(tries, chance).orElseThrow();

        assertThat(rest).isBetween(planned, planned.plus(planned.dividedBy(10)));
    }

    @Test
    void theEighthTryIsTheLast() {
        assertThat(RetrySchedule.restAfter(8, 0.5)).isEmpty();
    }

    @Test
    void keysAreNotWrittenIntoLogs() {
        assertThat(anEndpoint(List.of("*")).toString()).doesNotContain("hidden");
    }

    private static DeliveryAttempt answered(int status) {
        return new DeliveryAttempt(NOW, status, null, null, 1);
    }

    private static WebhookEndpoint anEndpoint(List<String> topics) {
        return new WebhookEndpoint(
                new WebhookEndpointId(Given.anId()),
                "https://a.example",
                topics,
                null,
                null,
                true,
                new Sealed("sealed:hidden"),
                null,
                null,
                "whpk_x",
                EndpointHealth.WELL,
                NOW,
                NOW,
                1,
                null);
    }
}
