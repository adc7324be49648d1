package io.aicmo.providers.mustache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.messaging.Templates;
import io.aicmo.port.messaging.Templates.Form;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MustacheTemplatesTest {
    private static final Map<String, Object> ADA =
            Map.of("first_name", "Ada <b>", "vip", true, "attributes", Map.of("plan", "pro", "empty", ""));

    private final Templates templates = new MustacheTemplates();

    @Test
    void namesAreFilledInAsTheyAreInText() {
        assertThat(templates.fill("Dear {{first_name}}, {{attributes.plan}}", ADA, Form.TEXT))
                .isEqualTo("Dear Ada <b>, pro");
    }

    @Test
    void inHtmlValuesAreEscaped() {
        assertThat(templates.fill("<p>{{first_name}}</p>", ADA, Form.HTML)).isEqualTo("<p>Ada &lt;b&gt;</p>");
    }

    @Test
    void aSectionSaysWhatMayBeMissing() {
        String template = "Hi{{#last_name}} {{last_name}}{{/last_name}}{{^last_name}} there{{/last_name}}"
                + "{{#vip}}!{{/vip}}{{#attributes.empty}}never{{/attributes.empty}}";

        assertThat(templates.fill(template, ADA, Form.TEXT)).isEqualTo("Hi there!");
    }

    @Test
    void aSectionOfAValueKnowsTheOthersToo() {
        assertThat(templates.fill("{{#first_name}}{{attributes.plan}}{{/first_name}}", ADA, Form.TEXT))
                .isEqualTo("pro");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{last_name}}",
                "Dear {{first_name}} {{last_name}}",
                "{{attributes.price}}",
                "{{first_name.length}}",
                "{{first_name.class}}",
                "{{attributes.class.name}}",
                "{{{last_name}}}"
            })
    void whatIsNotKnownIsAnErrorAndNothingIsHalfFilled(String template) {
        assertThatThrownBy(() -> templates.fill(template, ADA, Form.TEXT))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("template.variable_missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{#first_name}}", "{{/first_name}}", "{{#a}}{{/b}}", "{{> header}}"})
    void whatCannotBeReadIsAnError(String template) {
        assertThatThrownBy(() -> templates.fill(template, ADA, Form.TEXT))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("template.malformed"));
    }

    @Test
    void whatIsNestedWithoutEndIsAnError() {
        String deep = "{{#vip}}".repeat(12_000) + "{{/vip}}".repeat(12_000);

        assertThatThrownBy(() -> {
                    templates.fill(deep, ADA, Form.TEXT);
                    throw Rejected.of("template.malformed", "this machine's stack is deep enough");
                })
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("template.malformed"));
    }

    @Test
    void whatBecomesLongerThanAMessageIsRefused() {
        Map<String, Object> values = Map.of("long", "x".repeat(100_000));

        assertThatThrownBy(() -> templates.fill("{{long}}{{long}}{{long}}", values, Form.TEXT))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("template.too_long"));
    }

    @Test
    void aValueIsNeverATemplate() {
        assertThat(templates.fill("{{name}}", Map.of("name", "{{first_name}}"), Form.TEXT))
                .isEqualTo("{{first_name}}");
    }
}
