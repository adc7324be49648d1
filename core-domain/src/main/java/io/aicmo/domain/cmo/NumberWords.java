package io.aicmo.domain.cmo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that an English text tells in words: {@code twelve thousand}, {@code two thirds}, {@code doubled}, {@code
 * dozens}. Not {@code one}, which mostly stands for a thing that was named before, nor {@code zero} and the like.
 */
final class NumberWords {
    /** What a number in words says. */
    enum Kind {
        /** So many, or so many per cent. */
        NUMBER,
        /** Such a part of a whole. */
        PART,
        /** So much more, or less, than before. */
        CHANGE,
        /** Many; no figure says that. */
        VAGUE
    }

    /**
     * A number in words.
     *
     * @param text as it stands there
     * @param start where it begins
     * @param value what it is; of a part and a change in per cent; 0 of a vague one
     * @param shown what its last word counts: thousands, or ones
     * @param percent whether it says so
     */
    record Said(String text, int start, Kind kind, BigDecimal value, BigDecimal shown, boolean percent) {
        /** Where it ends. */
        int end() {
            return start + text.length();
        }
    }

    private static final Map<String, Integer> ONES = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17),
            Map.entry("eighteen", 18),
            Map.entry("nineteen", 19),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("forty", 40),
            Map.entry("fifty", 50),
            Map.entry("sixty", 60),
            Map.entry("seventy", 70),
            Map.entry("eighty", 80),
            Map.entry("ninety", 90));

    private static final Map<String, Long> SCALES =
            Map.of("dozen", 12L, "hundred", 100L, "thousand", 1_000L, "million", 1_000_000L, "billion", 1_000_000_000L);

    /** Parts of a whole in per cent, by how they begin. */
    private static final Map<String, BigDecimal> PARTS = Map.of(
            "hal", new BigDecimal("50"),
            "third", new BigDecimal("33.333333"),
            "quarter", new BigDecimal("25"),
            "fifth", new BigDecimal("20"),
            "tenth", new BigDecimal("10"));

    /** Changes in per cent, by how they begin. */
    private static final Map<String, Integer> CHANGES = Map.ofEntries(
            Map.entry("doubl", 100),
            Map.entry("twice", 100),
            Map.entry("twofold", 100),
            Map.entry("tripl", 200),
            Map.entry("thrice", 200),
            Map.entry("threefold", 200),
            Map.entry("quadrupl", 300),
            Map.entry("fourfold", 300),
            Map.entry("tenfold", 900),
            Map.entry("halv", -50));

    private static final String COUNTED = String.join("|", ONES.keySet()).replace("|one|", "|");
    private static final String SCALED = String.join("|", SCALES.keySet());
    private static final String GAP = "[\\s-]+(?:and\\s+)?";

    private static final Pattern WORDS = Pattern.compile(
            """
            (?<![\\p{L}\\p{N}])(?:
              (?<change>doubl(?:ed|es|ing)|double(?![\\s-]+(?:opt|check|down))|twice|tripl(?:ed?|es|ing)|thrice
                |quadrupl(?:ed?|es|ing)|(?:two|three|four|ten)fold|halv(?:ed|es|ing))
              |(?<part>half|(?:(?<many>one|an?|COUNTED)[\\s-]+)?(?:third|quarter|fifth|tenth)s?\\s+of
                |(?<more>one|a|COUNTED)[\\s-]+(?:third|fifth|tenth)s?|(?<most>three)[\\s-]+quarters)
              |(?<vague>(?:SCALED)s)
              |(?<number>(?:one(?=[\\s-]+(?:SCALED)(?!\\p{L}))|COUNTED|SCALED)(?:GAP(?:one|COUNTED|SCALED)(?!\\p{L}))*)
                (?<percent>[\\s-]+per\\s?cent(?:age\\s+points?)?)?
            )(?![\\p{L}\\p{N}])""".replace("COUNTED", "(?:" + COUNTED + ")")
                    .replace("SCALED", SCALED)
                    .replace("GAP", GAP),
            Pattern.CASE_INSENSITIVE | Pattern.COMMENTS);

    private NumberWords() {}

    /** The numbers in words of a text, in their order. */
    static List<Said> in(String text) {
        List<Said> said = new ArrayList<>();
        Matcher matcher = WORDS.matcher(text);
        while (matcher.find()) {
            said.add(said(matcher));
        }
        return said;
    }

    private static Said said(Matcher matcher) {
        String text = matcher.group();
        String words = text.toLowerCase(Locale.ROOT);
        if (matcher.group("change") != null) {
            return new Said(text, matcher.start(), Kind.CHANGE, change(words), BigDecimal.ONE, true);
        }
        if (matcher.group("part") != null) {
            return new Said(text, matcher.start(), Kind.PART, part(words, many(matcher)), BigDecimal.ONE, true);
        }
        if (matcher.group("vague") != null) {
            return new Said(text, matcher.start(), Kind.VAGUE, BigDecimal.ZERO, BigDecimal.ONE, false);
        }
        String[] number = matcher.group("number").toLowerCase(Locale.ROOT).split("[\\s-]+");
        BigDecimal shown = BigDecimal.valueOf(SCALES.getOrDefault(number[number.length - 1], 1L));
        return new Said(text, matcher.start(), Kind.NUMBER, number(number), shown, matcher.group("percent") != null);
    }

    private static BigDecimal change(String words) {
        return CHANGES.entrySet().stream()
                .filter(change -> words.startsWith(change.getKey()))
                .map(change -> BigDecimal.valueOf(change.getValue()))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable String many(Matcher matcher) {
        String many = matcher.group("many");
        String more = many == null ? matcher.group("more") : many;
        return more == null ? matcher.group("most") : more;
    }

    private static BigDecimal part(String words, @Nullable String many) {
        BigDecimal one = PARTS.entrySet().stream()
                .filter(part -> words.contains(part.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        return one.multiply(BigDecimal.valueOf(many == null ? 1 : ONES.getOrDefault(many.toLowerCase(Locale.ROOT), 1)));
    }

    private static BigDecimal number(String... words) {
        long total = 0;
        long current = 0;
        for (String word : words) {
            Long scale = SCALES.get(word);
            if (scale == null) {
                current += ONES.getOrDefault(word, 0);
            } else if (scale < 1_000) {
                current = Math.max(1, current) * scale;
            } else {
                total += Math.max(1, current) * scale;
                current = 0;
            }
        }
        return BigDecimal.valueOf(total + current);
    }
}
