package io.aicmo.application.cmo.agent;

import io.aicmo.domain.cmo.draft.BrandFacts;
import io.aicmo.domain.shared.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks, to whom, and about what.
 *
 * @param audience whom marketing wants to reach first, or null where no segment is described
 * @param offer what is for sale, or null where no offer is described
 */
public record Market(
        BrandFacts brand,
        @Nullable Audience audience,
        @Nullable OfferFacts offer) {

    /**
     * An ideal customer.
     *
     * @param traits who they are, what they want and how they decide, as {@code name: value}
     */
    public record Audience(
            String name,
            @Nullable String tagline,
            @Nullable String summary,
            List<String> traits,
            @Nullable String sophistication) {
        public Audience {
            traits = List.copyOf(traits);
        }
    }

    /** What is for sale. */
    public record OfferFacts(
            String name,
            String promise,
            @Nullable String description,
            @Nullable Money price,
            @Nullable String priceTerms,
            List<String> benefits,
            @Nullable String guarantee,
            @Nullable String urgency,
            @Nullable String callToAction,
            @Nullable String url) {
        public OfferFacts {
            benefits = List.copyOf(benefits);
        }
    }
}
