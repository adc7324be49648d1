package io.aicmo.port.inmemory;

import io.aicmo.domain.crm.Contact;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds people by the beginnings of words: of their name, company, title and e-mail address. */
final class ContactWords {
    private ContactWords() {}

    /** Whether every word of the search begins a word of the contact. */
    static boolean match(Contact contact, String search) {
        List<String> known = Stream.of(
                        contact.firstName(),
                        contact.lastName(),
                        contact.company(),
                        contact.title(),
                        contact.email().value())
                .flatMap(text -> words(text).stream())
                .toList();
        return words(search).stream().allMatch(word -> known.stream().anyMatch(one -> one.startsWith(word)));
    }

    /** Runs of letters and digits, in lower case. */
    private static List<String> words(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                        .filter(word -> !word.isEmpty())
                        .toList();
    }
}
