package io.aicmo.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.ai.Redaction;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;

/** What is kept of a run is JSON, with escapes in it; a credential is blotted out of it wherever it stood in the text. */
class KeptTextsTest {
    @Property
    void noCredentialSurvivesInJson(
            @ForAll String before,
            @ForAll("separators") String separator,
            @ForAll("credentials") String credential,
            @ForAll("separators") String after) {
        String kept = Redaction.of(Json.text(Map.of("said", before + separator + credential + after)));

        JsonNode said = Json.MAPPER.readTree(kept).path("said");
        assertThat(said.stringValue()).contains("[redacted]").doesNotContain(credential);
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of("\n", "\r\n", "\t", "\f", "\b", "\u0001", " ", "\"", "\\", "/", "\u2028", "é ");
    }

    @Provide
    Arbitrary<String> credentials() {
        return Arbitraries.of(
                "sk-0123456789abcdef",
                "gsk_0123456789abcdef",
                "hf_0123456789abcdef",
                "github_pat_0123456789abcdef",
                "bt_0123456789abcdef",
                "rk_0123456789abcdef",
                "ft_0123456789abcdef",
                "Bearer abc.def-ghi",
                "basic YWJjOmRlZg==",
                "eyJhbGciOiJI.eyJzdWIiOi.x",
                "AKIAIOSFODNN7EXAMPLE",
                "AIzaSyA1234567890abcdefghijklmnopqrstuv");
    }
}
