package io.aicmo.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TextTest {

    @Example
    void textIsTrimmedAndBlankTextIsNone() {
        assertThat(Text.optional("  Ada \n", "name", 10)).isEqualTo("Ada");
        assertThat(Text.optional(" \t\n", "name", 10)).isNull();
        assertThat(Text.optional(null, "name", 10)).isNull();
        assertThat(Text.required(" Ada ", "name", 3)).isEqualTo("Ada");
    }

    @Example
    void textThatMustBeThereIsMissedByName() {
        Rejected refused = catchThrowableOfType(Rejected.class, () -> Text.required(" ", "first_name", 10));

        assertThat(refused.code()).isEqualTo("text.missing");
        assertThat(refused.violations().get(0).field()).isEqualTo("first_name");
        assertThat(catchThrowableOfType(Rejected.class, () -> Text.required(null, "name", 10))
                        .code())
                .isEqualTo("text.missing");
    }

    @Example
    void textThatIsTooLongIsRefused() {
        assertThat(Text.required("12345", "name", 5)).isEqualTo("12345");
        assertThat(catchThrowableOfType(Rejected.class, () -> Text.required("123456", "name", 5))
                        .code())
                .isEqualTo("text.too_long");
    }

    @Property
    void theLengthOfATextInBytesIsTheOneOfItsUtf8(@ForAll String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        Assume.that(Text.isStorable(text));

        assertThat(Text.isLongerThan(text, bytes)).isFalse();
        assertThat(Text.isLongerThan(text, bytes - 1)).isTrue();
    }

    @Example
    void textThatADatabaseCannotStoreIsRefused() {
        for (String text : List.of("a\u0000b", "\ud800", "a\udc00b", "\ud83d\ud83d", "\ud83d")) {
            assertThat(catchThrowableOfType(Rejected.class, () -> Text.optional(text, "name", 10))
                            .code())
                    .isEqualTo("text.not_storable");
        }
        assertThat(Text.optional("👋 Grüße 東京", "name", 20)).isEqualTo("👋 Grüße 東京");
    }

    @Property
    void whatIsStorableComesBackFromUtf8AsItWas(@ForAll String text) {
        String stored = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(Text.isStorable(text)).isEqualTo(stored.equals(text) && text.indexOf(0) < 0);
    }

    @Example
    void attributesKeepTheirOrderAndNoNullAndCannotBeChanged() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("z", 1);
        given.put("nothing", null);
        given.put("a", 2);

        Map<String, Object> copy = Attributes.copyOf(given);
        given.put("z", 9);

        assertThat(copy).containsExactly(Map.entry("z", 1), Map.entry("a", 2));
        assertThatThrownBy(() -> copy.put("b", 3)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Example
    void attributesHaveNoNullHoweverDeep() {
        Map<String, Object> company = new LinkedHashMap<>();
        company.put("size", null);
        company.put("tags", Arrays.asList("a", null, company.get("size")));
        company.put("name", "Acme");

        Map<String, Object> copy = Attributes.copyOf(Map.of("company", company));

        assertThat(copy).isEqualTo(Map.of("company", Map.of("name", "Acme", "tags", List.of("a"))));
    }

    @Example
    void aRejectionTellsEveryReasonAtOnce() {
        Rejected refused = Rejected.all(List.of(
                new Violation("email.invalid", "email is wrong", "email"),
                new Violation("phone.invalid", "phone is wrong", "phone")));

        assertThat(refused.violations()).hasSize(2);
        assertThat(refused.code()).isEqualTo("email.invalid");
        assertThat(refused).hasMessage("email is wrong; phone is wrong");
        assertThatThrownBy(() -> Rejected.all(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void anIdIsShownAsTheBareUuid() {
        UUID uuid = UUID.fromString("019526b1-0000-7000-8000-0123456789ab");
        Map<Object, String> byId = new HashMap<>();
        byId.put(new LeadId(uuid), "lead");

        assertThat(new LeadId(uuid)).hasToString(uuid.toString());
        assertThat(byId).containsKey(new LeadId(uuid)).doesNotContainKey(new ContactId(uuid));
    }

    @Example
    void aTextIsCutButNoCharacterInTwo() {
        assertThat(Text.cut("coffee", 6)).isEqualTo("coffee");
        assertThat(Text.cut("coffee", 3)).isEqualTo("cof");
        assertThat(Text.cut("ab\uD83D\uDE00", 3)).isEqualTo("ab");
    }
}
