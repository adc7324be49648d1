package io.aicmo.domain.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.cmo.reply.ReplyText;
import org.junit.jupiter.api.Test;

class UnsubscribeFooterTest {
    private static final String LINK = "https://cmo.example.com/unsubscribe/abc";
    private static final String LINE = "<p style=\"font-size:smaller\"><a href=\"" + LINK + "\">Unsubscribe</a></p>";

    @Test
    void aTextEndsWithTheLink() {
        assertThat(UnsubscribeFooter.in("Hello\n", false, LINK)).isEqualTo("Hello\n\n-- \nUnsubscribe: " + LINK + "\n");
    }

    @Test
    void whatPlacesTheLinkItselfStaysAsItIs() {
        String text = "Hello. Leave: " + LINK;
        String html = "<p>Hello</p><a href=\"" + LINK + "\">Leave</a>";

        assertThat(UnsubscribeFooter.in(text, false, LINK)).isEqualTo(text);
        assertThat(UnsubscribeFooter.in(html, true, LINK)).isEqualTo(html);
    }

    @Test
    void htmlHasTheLinkAtTheEndOfWhatIsShown() {
        assertThat(UnsubscribeFooter.in("<p>Hello</p>", true, LINK)).isEqualTo("<p>Hello</p>" + LINE);
        assertThat(UnsubscribeFooter.in("<html><BODY>Hello</BODY></html>", true, LINK))
                .isEqualTo("<html><BODY>Hello" + LINE + "</BODY></html>");
        assertThat(UnsubscribeFooter.in("<html>Hello</html>", true, LINK)).isEqualTo("<html>Hello" + LINE + "</html>");
    }

    @Test
    void whoAnswersBelowDoesNotSeemToSayIt() {
        String mail = "Sounds good!\n\n" + UnsubscribeFooter.in("Hello", false, LINK);

        assertThat(ReplyText.of(mail)).doesNotContainIgnoringCase("unsubscribe");
    }
}
