package io.aicmo.domain.ai;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer abc.def-ghi_jkl",
                "my key is ak_0123456789abcdefABCDEF, keep it",
                "sk-or-v1-0123456789abcdef0123456789abcdef",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJl",
                "AKIAIOSFODNN7EXAMPLE",
                "AIzaSyA1234567890abcdefghijklmnopqrstuv",
                "postgresql://me:hunter2@db/aicmo"
            })
    void credentialsAreBlottedOut(String text) {
        assertThat(Redaction.of(text))
                .contains("[redacted]")
                .doesNotContain("hunter2")
                .doesNotContain("0123456789abcdef")
                .doesNotContain("abc.def")
                .doesNotContain("MfKQ9r8")
                .doesNotContain("c2lnbmF0dXJl")
                .doesNotContain("IOSFODNN7")
                .doesNotContain("SyA12345");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gsk_0123456789abcdefABCDEF",
                "hf_0123456789abcdefABCDEF",
                "github_pat_0123456789abcdefABCDEF",
                "xai-0123456789abcdefABCDEF"
            })
    void otherProvidersKeysAreBlottedOutAsWell(String key) {
        assertThat(Redaction.of("{\"said\":\"" + key + "\"}")).isEqualTo("{\"said\":\"[redacted]\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n", "\\t", "\\r", "\\b", "\\f", "\\u001f", "\\\"", "\\\\", "\\/", "\n", "\t"})
    void aCredentialMayBeginALineOfAJsonText(String escape) {
        for (String credential : new String[] {
            "sk-0123456789abcdef", "Bearer abc.def-ghi", "AKIAIOSFODNN7EXAMPLE", "eyJhbGciOiJI.eyJzdWIiOi.x"
        }) {
            assertThat(Redaction.of("{\"said\":\"Hello" + escape + credential + "\"}"))
                    .isEqualTo("{\"said\":\"Hello" + escape + "[redacted]\"}");
        }
    }

    @Test
    void whatLooksLikeACredentialWithTheLetterOfAnEscapeLeavesJson() {
        assertThat(Redaction.of("{\"said\":\"\\basic abcdefgh\"}")).isEqualTo("{\"said\":\"\\b[redacted]\"}");
    }

    @Test
    void membersThatSayThatTheyAreSecretLoseTheirValue() {
        assertThat(Redaction.of(
                        "{\"password\": \"a\\\"b\", \"smtp_password\":\"x\", \"name\":\"Ada\",\"apiKey\":\"y\"}"))
                .isEqualTo("{\"password\": \"[redacted]\", \"smtp_password\":\"[redacted]\", \"name\":\"Ada\","
                        + "\"apiKey\":\"[redacted]\"}");
    }

    @Test
    void ordinaryWordsStayAsTheyAre() {
        String text =
                "{\"offer\":\"Basic plan for 49 dollars\",\"note\":\"the key-note speaker bears a token of esteem\"}";

        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @Test
    void anUnendedStringIsBlottedToTheEnd() {
        assertThat(Redaction.of("{\"secret\":\"abc\\")).isEqualTo("{\"secret\":\"[redacted]");
    }

    @Test
    void whatIsOnlyNamedAfterASecretStays() {
        String text = "{\"secretary\":\"Ada\",\"secret\":7,\"note\":\"the password: \\\"x\\\"\"}";

        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @Test
    void spacesAroundTheColonHideNothing() {
        assertThat(Redaction.of("{\"client-Secret\" \n:\t\"x\", \"refresh_token\": \"y\"}"))
                .isEqualTo("{\"client-Secret\" \n:\t\"[redacted]\", \"refresh_token\": \"[redacted]\"}");
    }

    @Property
    void whereverACredentialStandsItIsBlottedOut(
            @ForAll String before, @ForAll("credentials") String credential, @ForAll String after) {
        assertThat(Redaction.of(before + " " + credential + " " + after)).doesNotContain(credential);
    }

    @Provide
    Arbitrary<String> credentials() {
        return Arbitraries.of(
                "bearer abcdefgh",
                "BASIC  YWJjOmRlZg==",
                "xoxb-0123456789ab",
                "SG.0123456789ab",
                "shpat_0123456789ab",
                "key-0123456789ab",
                "eyJhbGciOiJI.eyJzdWIiOi.x",
                "AKIAIOSFODNN7EXAMPLE",
                "AIzaSyA1234567890abcdefghijklmnopqrstuv",
                "redis://me:hunter2@cache");
    }

    @Property
    void redactingTwiceChangesNothingMore(@ForAll String text) {
        String once = Redaction.of(text);

        assertThat(Redaction.of(once)).isEqualTo(once);
    }
}
