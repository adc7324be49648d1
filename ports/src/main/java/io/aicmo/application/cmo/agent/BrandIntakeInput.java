package io.aicmo.application.cmo.agent;

import io.aicmo.domain.cmo.draft.BrandFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A turn of the conversation about a brand.
 *
 * @param known what the profile says already
 * @param missing the fields that nobody has filled yet, the most important first
 * @param declined fields that the person would rather not speak about
 * @param asked the field that the last question was about, or null where nothing was asked yet
 * @param before what was said before, the last at the end
 * @param message what the person says now
 */
public record BrandIntakeInput(
        BrandFacts known,
        List<String> missing,
        List<String> declined,
        @Nullable String asked,
        List<Said> before,
        String message) {

    /**
     * Something that was said.
     *
     * @param speaker {@code person} or {@code agent}
     */
    public record Said(String speaker, String text) {}

    public BrandIntakeInput {
        missing = List.copyOf(missing);
        declined = List.copyOf(declined);
        before = List.copyOf(before);
    }
}
