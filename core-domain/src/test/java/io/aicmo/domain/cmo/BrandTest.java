package io.aicmo.domain.cmo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.crm.Given;
import io.aicmo.domain.shared.BrandProfileId;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrandTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId(Given.anId());

    @Test
    void aProfileKnowsWhatIsStillMissing() {
        BrandProfile begun = profile(null, List.of(), null);
        BrandProfile complete = profile("Coffee to the office", List.of("Fresh"), Money.of("900", "EUR"));

        assertThat(begun.missing()).startsWith("description").contains("goals", "monthly_budget");
        assertThat(begun.isComplete()).isFalse();
        assertThat(complete.missing()).isEmpty();
        assertThat(complete.isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void aScoreOfASegmentIsBetweenZeroAndAHundred(int score) {
        assertThat(refusal(Map.of("fit", score), null)).isEqualTo("icp_segment.score_out_of_range");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6})
    void aMarketHasHeardLittleToEverything(int level) {
        assertThat(refusal(Map.of(), new MarketSophistication(level, null)))
                .isEqualTo("icp_segment.sophistication_out_of_range");
    }

    @Test
    void anOfferIsADraftThenActiveAndCanBeRetired() {
        Offer draft = offer(OfferStatus.DRAFT);

        assertThat(draft.edited(offer(OfferStatus.ACTIVE).edit(), Given.NOW).status())
                .isEqualTo(OfferStatus.ACTIVE);
        assertThat(catchThrowableOfType(
                                Rejected.class,
                                () -> draft.edited(offer(OfferStatus.RETIRED).edit(), Given.NOW))
                        .code())
                .isEqualTo("offer.illegal_transition");
    }

    private static BrandProfile profile(String said, List<String> list, Money budget) {
        return BrandProfile.of(
                new BrandProfileId(Given.anId()),
                WORKSPACE,
                new BrandProfile.Edit(
                        "Beans", null, said, null, said, said, said, said, said, said, list, list, list, list, list,
                        list, budget),
                null,
                Given.NOW);
    }

    private static String refusal(Map<String, Integer> scores, MarketSophistication sophistication) {
        return catchThrowableOfType(
                        Rejected.class,
                        () -> IcpSegment.of(
                                new IcpSegmentId(Given.anId()),
                                WORKSPACE,
                                new IcpSegment.Edit(
                                        "Office managers",
                                        null,
                                        null,
                                        IcpSegment.Rank.PRIMARY,
                                        Map.of(),
                                        Map.of(),
                                        Map.of(),
                                        sophistication,
                                        scores,
                                        null),
                                null,
                                Given.NOW))
                .code();
    }

    private static Offer offer(OfferStatus status) {
        return Offer.of(
                new OfferId(Given.anId()),
                WORKSPACE,
                new Offer.Edit(
                        null, "Trial", "Fresh coffee", null, null, null, List.of(), null, null, null, null, status),
                null,
                Given.NOW);
    }
}
