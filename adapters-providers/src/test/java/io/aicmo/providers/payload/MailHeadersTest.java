package io.aicmo.providers.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailHeadersTest {
    @Test
    void aBlockIsReadWithFoldedAndRepeatedHeaders() {
        MailHeaders headers = parse("""
                Received: by mx.example.com\r
                MESSAGE-ID: <reply@example.com>\r
                In-Reply-To: <two@example.com>\r
                References: <one@example.com>\r
                 <two@example.com>\r
                References: <zero@example.com>\r
                \r
                In-Reply-To: <from-the-body@example.com>\r
                """);

        assertThat(headers.messageId()).isEqualTo("<reply@example.com>");
        assertThat(headers.inReplyTo())
                .containsExactly("<two@example.com>", "<one@example.com> <two@example.com> <zero@example.com>");
    }

    @Test
    void onlyHeadersThatTellMachinesFromPeopleAreKept() {
        Meta meta = new Meta()
                .headers(parse("Auto-Submitted: auto-replied\nX-Api-Key: secret\nReturn-Path: <>\nPrecedence: bulk\n"));

        assertThat(meta.toMap())
                .isEqualTo(Map.of(
                        "headers",
                        Map.of("auto-submitted", "auto-replied", "return-path", "<>", "precedence", "bulk")));
    }

    @Test
    void headersWithoutAnyOfThemLeaveNoTrace() {
        assertThat(new Meta()
                        .headers(MailHeaders.of(Map.of("Subject", "Hello")))
                        .toMap())
                .isEmpty();
    }

    @Test
    void anEmptyBlockAnswersNothing() {
        assertThat(parse("").messageId()).isNull();
        assertThat(parse("").inReplyTo()).isEqualTo(List.of());
    }

    @Test
    void linesThatAreNoHeadersAreSkipped() {
        assertThat(parse("no header\n: empty\n\u0001\nIn-Reply-To: <a@example.com>\n")
                        .inReplyTo())
                .containsExactly("<a@example.com>");
    }

    private static MailHeaders parse(String block) {
        return MailHeaders.parse(block.getBytes(StandardCharsets.UTF_8));
    }
}
