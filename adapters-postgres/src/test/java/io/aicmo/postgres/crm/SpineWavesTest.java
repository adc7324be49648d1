package io.aicmo.postgres.crm;

import static io.aicmo.port.contract.Happening.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.contract.Happening;
import io.aicmo.port.contract.World;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which decisions go into one statement. */
class SpineWavesTest {
    private static final SpineRules RULES = new SpineRules(Channels.catalogue());
    private static final EmailAddress ADA = new EmailAddress("ada@example.com");

    private final TenantId tenant = new TenantId(World.id());

    @Test
    void eventsThatMentionNoMessageOfTheCallGoTogether() {
        assertThat(waves(
                        a("email_opened").to(ADA),
                        a("email_sent").to(ADA).message("m1"),
                        a("email_replied").to(ADA).answering("m0"),
                        a("email_opened").message("m0")))
                .containsExactly(List.of(0, 1, 2, 3));
    }

    @Test
    void whatMentionsAMessageComesAWaveAfterIt() {
        assertThat(waves(
                        a("email_sent").to(ADA).message("m1"),
                        a("email_opened").to(ADA),
                        a("email_replied").answering("m1"),
                        a("email_opened").message("m1")))
                .containsExactly(List.of(0, 1), List.of(2, 3));
    }

    @Test
    void whatMentionedAMessageBeforeItWasSentComesNoLater() {
        assertThat(waves(
                        a("email_opened").to(ADA).message("m1"),
                        a("email_sent").to(ADA).message("m1")))
                .containsExactly(List.of(0, 1));
    }

    @Test
    void aMessageThatAnswersAMessageMakesAChain() {
        assertThat(waves(
                        a("email_sent").to(ADA).message("m1"),
                        a("email_sent").to(ADA).message("m2").answering("m1"),
                        a("email_replied").answering("m2")))
                .containsExactly(List.of(0), List.of(1), List.of(2));
    }

    @Test
    void aSendingIsNotSeenByWhatWasToldBeforeItAndWaits() {
        assertThat(waves(
                        a("email_sent").to(ADA).message("m1"),
                        a("email_replied").answering("m1", "m2"),
                        a("email_sent").to(ADA).message("m2")))
                .containsExactly(List.of(0), List.of(1, 2));
    }

    @Test
    void theSecondOfEqualsIsNotAheadOfTheFirst() {
        assertThat(waves(
                        a("email_sent").to(ADA).message("m1"),
                        a("email_replied").answering("m1").toldBy("x", "e"),
                        a("email_replied").to(ADA).toldBy("x", "e")))
                .containsExactly(List.of(0), List.of(1, 2));
    }

    @Test
    void anotherTenantsMessageIsAnotherMessage() {
        SpineDecision sent = decide(tenant, a("email_sent").to(ADA).message("m1"));
        SpineDecision reply =
                decide(new TenantId(World.id()), a("email_replied").answering("m1"));

        assertThat(SpineWaves.of(List.of(sent, reply))).containsExactly(List.of(0, 1));
    }

    private List<List<Integer>> waves(Happening... happenings) {
        return SpineWaves.of(
                Stream.of(happenings).map(one -> decide(tenant, one)).toList());
    }

    private static SpineDecision decide(TenantId tenant, Happening happening) {
        return RULES.decide(tenant, happening.event(), World.NOW, World::id);
    }
}
