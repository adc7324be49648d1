package io.aicmo.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "ada.lovelace+list@mail.example.co.uk",
                "o'neill@example.com",
                "ада@пример.рф",
                "a@b.co",
                "user_name-1@sub-domain.example"
            })
    void anAddressIsKept(String address) {
        assertThat(new EmailAddress(address).value()).isEqualTo(address);
    }

    @Example
    void caseAndSurroundingSpaceMakeNoDifference() {
        assertThat(new EmailAddress("  Ada@Example.COM\n")).isEqualTo(new EmailAddress("ada@example.com"));
        assertThat(new EmailAddress("ada@example.com").domain()).isEqualTo("example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ada",
                "@",
                "ada@",
                "@example.com",
                "ada@example",
                "ada@example.",
                "ada@.com",
                "ada@example..com",
                "ada@@example.com",
                "ada@exam ple.com",
                "ada lovelace@example.com",
                "Ada <ada@example.com>",
                "ada@example.com,bob@example.com",
                "ada@example.com\r\nBcc: bob@example.com",
                "ada@example.com\u0000",
                "a\u0000da@example.com",
                "ada\u00a0x@example.com",
                "ada\u200b@example.com",
                "ada\u202e@example.com",
                "ada@exa\u2028mple.com",
                "\ud800@example.com",
                "\"ada\"@example.com",
                "ada@[127.0.0.1]"
            })
    void whatIsNoAddressIsRefused(String text) {
        Rejected refused = catchThrowableOfType(Rejected.class, () -> new EmailAddress(text));

        assertThat(refused).as(text).isNotNull();
        assertThat(refused.code()).isEqualTo("email.invalid");
        assertThat(refused.violations().get(0).field()).isEqualTo("email");
    }

    @Example
    void anAddressHasAtMost254CharactersAnd64BeforeTheAt() {
        String longest = "a".repeat(64) + "@" + "b".repeat(185) + ".com";

        assertThat(longest).hasSize(254);
        assertThat(new EmailAddress(longest).value()).isEqualTo(longest);
        assertThat(catchThrowableOfType(Rejected.class, () -> new EmailAddress("a".repeat(65) + "@b.com")))
                .isNotNull();
        assertThat(catchThrowableOfType(Rejected.class, () -> new EmailAddress("a@" + "b".repeat(249) + ".com")))
                .isNotNull();
        assertThat(catchThrowableOfType(Rejected.class, () -> new EmailAddress("a@" + "b.".repeat(1_000_000))))
                .isNotNull();
    }

    @Property
    void anyTextIsAnAddressOrRefusedAndAnAddressStaysItself(@ForAll String text) {
        try {
            EmailAddress address = new EmailAddress(text);
            assertThat(new EmailAddress(address.value())).isEqualTo(address);
            assertThat(address.value()).contains("@").doesNotContainAnyWhitespaces();
        } catch (Rejected refused) {
            assertThat(refused.code()).isEqualTo("email.invalid");
        }
    }
}
