package io.aicmo.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    /** Something that people edit. */
    public record Page(String title, List<String> keyWords, String body, long version) {}

    @Test
    void twoStatesDifferInWhatChangedAndNothingElse() {
        Page before = new Page("Old", List.of("a"), "Same", 1);
        Page after = new Page("New", List.of("a", "b"), "Same", 2);

        assertThat(Difference.between(before, after))
                .containsExactly(
                        new Difference("title", "Old", "New"),
                        new Difference("key_words", List.of("a"), List.of("a", "b")));
    }

    @Test
    void theSameStateDiffersInNothing() {
        Page page = new Page("Old", List.of(), "Same", 1);

        assertThat(Difference.between(page, new Page("Old", List.of(), "Same", 7)))
                .isEmpty();
    }

    @Test
    void whatWasNotThereBeforeIsNull() {
        assertThat(Difference.between(new Page(null, List.of(), "", 1), new Page("New", List.of(), "", 1)))
                .containsExactly(new Difference("title", null, "New"));
    }
}
