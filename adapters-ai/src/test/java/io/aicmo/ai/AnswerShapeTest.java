package io.aicmo.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.ai.AnswerShape.Faulty;
import io.aicmo.ai.Slogans.Line;
import io.aicmo.ai.Slogans.Slogan;
import io.aicmo.ai.Slogans.Tone;
import io.aicmo.domain.shared.LeadId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerShapeTest {
    private static final UUID LEAD = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final Slogan FULL = new Slogan(
            "Beans with a view",
            Tone.PLAIN_SPOKEN,
            List.of(new Line("Up early", 1), new Line("Down slowly", 2)),
            new LeadId(LEAD),
            LocalDate.of(2026, 6, 1),
            new BigDecimal("12.50"));

    private final AnswerShape<Slogan> shape = new AnswerShape<>("slogan_writer", Slogan.class, new Schemas());

    private List<String> faults(String answer) {
        return catchThrowableOfType(Faulty.class, () -> shape.read(answer)).faults();
    }

    @Test
    void aModelIsAskedForEveryComponentInTheWordsOfTheRecord() {
        assertThat(shape.asked().strict()).isTrue();
        assertThat(Json.MAPPER.readTree(shape.asked().jsonSchema())).isEqualTo(Json.MAPPER.readTree("""
                {"type": "object",
                 "properties": {
                   "headline": {"type": "string"},
                   "tone": {"type": "string", "enum": ["plain_spoken", "witty"]},
                   "lines": {"type": "array", "items": {
                     "type": "object",
                     "properties": {"text": {"type": "string"}, "rank": {"type": "integer"}},
                     "required": ["text", "rank"], "additionalProperties": false}},
                   "dedicated_to": {"type": ["string", "null"], "format": "uuid"},
                   "starts_on": {"type": ["string", "null"], "format": "date"},
                   "budget": {"type": ["number", "null"]}},
                 "required": ["headline", "tone", "lines", "dedicated_to", "starts_on", "budget"],
                 "additionalProperties": false}
                """));
    }

    @Test
    void whatWasWrittenIsReadAgain() throws Faulty {
        assertThat(shape.read(Json.text(FULL))).isEqualTo(FULL);
    }

    @Test
    void jsonInABlockOfMarkdownIsJson() throws Faulty {
        assertThat(shape.read("```json\n" + Json.text(FULL) + "\n```\n")).isEqualTo(FULL);
    }

    @Test
    void whatMayBeMissingMayBeMissing() throws Faulty {
        Slogan slogan = shape.read("{\"headline\":\"Beans\",\"tone\":\"witty\",\"lines\":[]}");

        assertThat(slogan).isEqualTo(new Slogan("Beans", Tone.WITTY, List.of(), null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "null", "[]", "\"text\"", "Here you are: {}", "{\"headline\":1}{", "{\"a\":1,\"a\":2}"})
    void whatIsNoObjectIsFaulty(String answer) {
        assertThat(faults(answer)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"headline\":\"Beans with a view\"|\"headline\":7|headline",
                "\"headline\":\"Beans with a view\",||headline",
                "plain_spoken|loud|tone",
                "\"rank\":2|\"rank\":\"second\"|/lines/1/rank",
                "\"rank\":2|\"rank\":2,\"colour\":\"red\"|colour",
                "2026-06-01|1 June|starts_on",
                "01890000-0000-7000-8000-000000000001|nobody|dedicated_to",
                "12.50|1e400|budget",
                "Up early|\\u0000|/lines/0/text",
            })
    void aFaultSaysWhereItIs(String right, String wrong, String place) {
        String answer = Json.text(FULL).replace(right, wrong == null ? "" : wrong);

        assertThat(faults(answer)).hasSize(1).first().asString().contains(place);
    }

    @Test
    void everyFaultIsToldAtOnce() {
        assertThat(faults("{\"tone\":\"loud\",\"lines\":[{\"text\":1}]}")).hasSizeGreaterThan(3);
    }

    @Test
    void theRulesOfTheRecordAreToldInItsWords() {
        assertThat(faults(Json.text(FULL).replace("Beans with a view", "x".repeat(61))))
                .containsExactly("headline: a headline has at most 60 characters");
    }

    @Test
    void aThousandFaultsAreToldOftenEnough() {
        String lines = "{},".repeat(1_000) + "{}";

        assertThat(faults("{\"headline\":\"a\",\"tone\":\"witty\",\"lines\":[" + lines + "]}"))
                .hasSize(20);
    }

    @Test
    void aRecordWithOpenFactsCannotBeAskedForStrictly() {
        record Open(String name, Map<String, Object> facts) {}

        assertThat(new AnswerShape<>("open", Open.class, new Schemas()).asked().strict())
                .isFalse();
    }
}
