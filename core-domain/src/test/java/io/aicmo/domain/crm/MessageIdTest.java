package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Rejected;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageIdTest {

    @Test
    void anIdIsKeptWithoutItsBrackets() {
        assertThat(MessageId.normalize("<m1@example.com>")).isEqualTo("m1@example.com");
        assertThat(MessageId.normalize("  <m1@example.com>\r\n ")).isEqualTo("m1@example.com");
        assertThat(MessageId.normalize("m1@example.com")).isEqualTo("m1@example.com");
    }

    @Test
    void whereThereIsNoneThereIsNone() {
        assertThat(MessageId.normalize(null)).isNull();
        assertThat(MessageId.normalize("")).isNull();
        assertThat(MessageId.normalize(" <> ")).isNull();
    }

    @Test
    void theCaseOfAnIdIsKept() {
        assertThat(MessageId.normalize("<AbC@Example.com>")).isEqualTo("AbC@Example.com");
    }

    @Test
    void referencesAreReadInTheirOrderHoweverTheyAreFolded() {
        assertThat(MessageId.all("<m1@a> <m2@b>\r\n\t<m3@c><m4@d>, m5@e"))
                .containsExactly("m1@a", "m2@b", "m3@c", "m4@d", "m5@e");
    }

    @Test
    void anIdThatIsLongerThanALineOrCannotBeStoredIsDropped() {
        assertThat(MessageId.all("<" + "x".repeat(999) + "> <m2@b>")).containsExactly("m2@b");
        assertThat(MessageId.all("<a\u0000b@c> <\ud800@c> <m2@b>")).containsExactly("m2@b");
    }

    @Test
    void theLengthOfAnIdIsCountedInBytes() {
        String fits = "邮".repeat(332) + "é";
        String tooLong = "邮".repeat(333);

        assertThat(MessageId.all("<" + fits + "> <" + tooLong + ">")).containsExactly(fits);
        assertThat(MessageId.checked(fits, "message_id")).isEqualTo(fits);
        assertThatThrownBy(() -> MessageId.checked(tooLong, "message_id"))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        no -> assertThat(no.violations().get(0).field()).isEqualTo("message_id"));
    }

    @Test
    void anEventKeepsFiftyReferencesAtMostEachOnce() {
        String many = IntStream.range(0, 80).mapToObj(i -> "<m" + i + "@a>").collect(Collectors.joining(" "));

        ChannelEvent event = new ChannelEvent(
                "email",
                "email_replied",
                "provider",
                "evt",
                new Party(null, null, null, null),
                null,
                Given.NOW,
                null,
                List.of("<m0@a>", many, "<m1@a>"),
                Map.of(),
                null);

        assertThat(event.inReplyTo()).hasSize(50).doesNotHaveDuplicates().startsWith("m0@a", "m1@a");
    }
}
