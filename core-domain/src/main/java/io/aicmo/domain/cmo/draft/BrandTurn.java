package io.aicmo.domain.cmo.draft;

import io.aicmo.domain.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * One answer in the conversation about a brand.
 *
 * @param reply what is said to the person: a word on what they told, and the next question
 * @param learned what their message told about the brand
 * @param asking the field of the profile that the next question is about, or null where nothing is asked any more
 */
public record BrandTurn(
        String reply, BrandFacts learned, @Nullable String asking) {
    /** @throws io.aicmo.domain.shared.Rejected {@code text.*} */
    public BrandTurn {
        reply = Text.required(reply, "reply", 5_000);
        asking = Text.optional(asking, "asking", 100);
    }
}
