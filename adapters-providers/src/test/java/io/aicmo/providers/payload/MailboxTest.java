package io.aicmo.providers.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Rejected;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "Ada@Example.com",
                "<ada@example.com>",
                "Ada Lovelace <ada@example.com>",
                "\"Lovelace, Ada\" <ada@example.com>",
                "Lovelace, Ada <ada@example.com>",
                "Ada (Analytical Engines) <ada@example.com>",
                "=?UTF-8?Q?Ada_L=C3=B6velace?= <ada@example.com>",
                "Ada Lövelace <ada@example.com>"
            })
    void theAddressIsFoundWhateverTheNameBesideIt(String mailbox) {
        assertThat(Mailbox.addressOf(mailbox)).hasToString("ada@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ada", "Ada <>", "<ada>", "ada@", "a\u0000da@example.com", "<<<>>>", "a:;", ",", "\"<"})
    void whatHoldsNoAddressIsRefused(String mailbox) {
        assertThatThrownBy(() -> Mailbox.addressOf(mailbox)).isInstanceOf(Rejected.class);
    }
}
