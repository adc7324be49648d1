package io.aicmo.domain.cmo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.crm.Given;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignTest {
    private static final Instant LATER = Given.NOW.plus(Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({
        "PLANNING, ACTIVE, yes",
        "PLANNING, PAUSED, no",
        "PLANNING, COMPLETED, no",
        "ACTIVE, PAUSED, yes",
        "ACTIVE, COMPLETED, yes",
        "ACTIVE, PLANNING, no",
        "PAUSED, ACTIVE, yes",
        "PAUSED, COMPLETED, yes",
        "PAUSED, PLANNING, no",
        "COMPLETED, PLANNING, no",
        "COMPLETED, ACTIVE, no",
        "COMPLETED, PAUSED, no"
    })
    void aCampaignIsPlannedThenActiveOrPausedThenCompleted(CampaignStatus from, CampaignStatus to, String possible) {
        Campaign campaign = aCampaign(from);

        if (possible.equals("yes")) {
            assertThat(moved(campaign, to).status()).isEqualTo(to);
            assertThat(moved(campaign, to).updatedAt()).isEqualTo(LATER);
        } else {
            Rejected refused = catchThrowableOfType(Rejected.class, () -> moved(campaign, to));
            assertThat(refused.code()).isEqualTo("campaign.illegal_transition");
            assertThat(refused.violations().get(0).field()).isEqualTo("status");
        }
    }

    @Test
    void toStayWhereItIsIsAlwaysPossible() {
        for (CampaignStatus status : CampaignStatus.values()) {
            assertThat(moved(aCampaign(status), status).status()).isEqualTo(status);
        }
    }

    @Test
    void aRefusalSaysWhatIsPossible() {
        assertThat(catchThrowableOfType(
                        Rejected.class, () -> moved(aCampaign(CampaignStatus.PLANNING), CampaignStatus.PAUSED)))
                .hasMessageContaining("active");
        assertThat(catchThrowableOfType(
                        Rejected.class, () -> moved(aCampaign(CampaignStatus.COMPLETED), CampaignStatus.ACTIVE)))
                .hasMessageContaining("nothing");
    }

    @Test
    void theDirectCampaignOfAWorkspaceIsAlwaysActive() {
        Campaign direct = Campaign.direct(
                new CampaignId(Given.anId()), new WorkspaceId(Given.anId()), List.of("email"), Given.NOW);

        assertThat(direct.status()).isEqualTo(CampaignStatus.ACTIVE);
        assertThat(catchThrowableOfType(Rejected.class, () -> moved(direct, CampaignStatus.PAUSED))
                        .code())
                .isEqualTo("campaign.direct_is_standing");
    }

    @Test
    void theDirectCampaignKeepsItsName() {
        Campaign direct = Campaign.direct(
                new CampaignId(Given.anId()), new WorkspaceId(Given.anId()), List.of("email"), Given.NOW);

        assertThat(catchThrowableOfType(Rejected.class, () -> renamed(direct, "Spring"))
                        .code())
                .isEqualTo("campaign.direct_is_standing");
        assertThat(renamed(aCampaign(CampaignStatus.ACTIVE), "Summer").name()).isEqualTo("Summer");
    }

    @Test
    void nobodySetsTheReplyCountByHand() {
        Campaign replied = aCampaign(CampaignStatus.ACTIVE).replied(LATER);

        assertThat(renamed(replied, "Summer").replyCount()).isEqualTo(1);
    }

    @Test
    void aReplyCountsOneMore() {
        Campaign replied = aCampaign(CampaignStatus.ACTIVE).replied(LATER).replied(Given.NOW);

        assertThat(replied.replyCount()).isEqualTo(2);
        assertThat(replied.updatedAt()).isEqualTo(LATER);
        assertThat(replied.withReplyCount(7).replyCount()).isEqualTo(7);
    }

    @Test
    void aCampaignDoesNotEndBeforeItStarts() {
        LocalDate day = LocalDate.of(2026, 3, 2);

        assertThat(aCampaign(day, day).endDate()).isEqualTo(day);
        assertThat(catchThrowableOfType(Rejected.class, () -> aCampaign(day, day.minusDays(1)))
                        .code())
                .isEqualTo("campaign.ends_before_start");
    }

    private static Campaign moved(Campaign campaign, CampaignStatus to) {
        return campaign.edited(campaign.edit().with(to), LATER);
    }

    private static Campaign renamed(Campaign campaign, String name) {
        return campaign.edited(Campaign.Edit.named(name, campaign.channels()).with(campaign.status()), LATER);
    }

    private static Campaign aCampaign(CampaignStatus status) {
        return Marketing.aCampaign(status);
    }

    private static Campaign aCampaign(LocalDate start, LocalDate end) {
        return Marketing.aCampaign(Campaign.Edit.named("Spring", List.of("email")), start, end);
    }
}
