package io.aicmo.domain.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.messaging.OutboundMessage.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Hello</p>",
                " \n\t<p>Hello</p>",
                "{{#first_name}}<p>Dear {{first_name}}</p>{{/first_name}}",
                "{{^first_name}}{{/first_name}}\n{{! who is known }}{{#first_name}} <p>Hello</p>{{/first_name}}"
            })
    void aTemplateThatBeginsWithATagIsHtmlInASectionOrNot(String body) {
        assertThat(Words.template("Hi", body).html()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello",
                "Hello <b>there</b>",
                "{{first_name}}<p>Hello</p>",
                "{{{first_name}}}<p>Hello</p>",
                "{{#first_name}}Dear {{first_name}}{{/first_name}}",
                "{{#first_name<p>",
                "{{",
                "{{#",
                " ",
                ""
            })
    void everyOtherIsText(String body) {
        assertThat(Words.template("Hi", body).html()).isFalse();
    }

    @Test
    void whatATemplateIsFilledWithChangesNothingAboutIt() {
        assertThat(Words.template("Hi", "{{first_name}}")
                        .filled("Hi", "<script>")
                        .html())
                .isFalse();
        assertThat(Words.template("Hi", "<p>{{first_name}}").filled("Hi", "Ada").html())
                .isTrue();
    }

    @Test
    void whatIsNoTemplateIsText() {
        assertThat(Words.text(null, "<@U123> look").html()).isFalse();
    }

    @Test
    void theLongestTemplateIsLookedAtOnce() {
        assertThat(Words.template(null, "{{#a}} ".repeat(14_000) + "<p>").html())
                .isTrue();
        assertThat(Words.template(null, "{{#".repeat(33_000)).html()).isFalse();
    }
}
