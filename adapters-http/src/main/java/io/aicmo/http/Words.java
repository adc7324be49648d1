package io.aicmo.http;

import io.aicmo.domain.tenant.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the values of enums are written in JSON and queries. */
final class Words {
    private Words() {}

    /** Lower case; a permission is its scope. */
    static String of(Enum<?> value) {
        return value instanceof Permission permission
                ? permission.scope()
                : value.name().toLowerCase(Locale.ROOT);
    }

    /** Every word of an enum, in its order. */
    static List<String> all(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(value -> of((Enum<?>) value))
                .toList();
    }

    /** The value that a word stands for, or empty for a word that is none. */
    static Optional<Object> parse(Class<?> type, String word) {
        return Arrays.<Object>stream(type.getEnumConstants())
                .filter(value -> of((Enum<?>) value).equals(word))
                .findFirst();
    }

    /** {@code createdAt} as {@code created_at}. */
    static String snake(String camel) {
        StringBuilder snake = new StringBuilder(camel.length() + 4);
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_').append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
