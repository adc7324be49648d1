package io.aicmo.domain.ai;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Blots credentials out of text that is kept or logged: what looks like a key or a token of the common kinds, and in
 * JSON the values of members whose names say that they are secret. What it leaves of JSON is JSON.
 */
public final class Redaction {
    private static final String BLOT = "[redacted]";

    /** What stands before the separator of a key. */
    private static final List<String> PREFIXES = List.of(
            "ak",
            "bt",
            "ft",
            "sk",
            "pk",
            "rk",
            "ghp",
            "gho",
            "ghs",
            "ghu",
            "ghr",
            "github_pat",
            "glpat",
            "xoxa",
            "xoxb",
            "xoxp",
            "xoxr",
            "xoxs",
            "whsec",
            "SG",
            "shpat",
            "gsk",
            "hf",
            "pplx",
            "xai",
            "nvapi",
            "key");

    /** Where a word begins, also after the letter of a JSON escape, which is no part of it. */
    private static final String BEGINS = "(?:\\b|(?<=\\\\[bfnrt])|(?<=\\\\u[0-9A-Fa-f]{4}))";

    private static final Pattern TOKENS =
            Pattern.compile("""
            (?x)
            BEGINS(?i:bearer|basic)\\ +[A-Za-z0-9._~+/=-]{8,}            # Authorization headers
            |BEGINS(?:PREFIXES)[_.-][A-Za-z0-9_.+/=-]{12,}
            |BEGINSeyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*   # JSON Web Tokens
            |BEGINSAKIA[0-9A-Z]{16}\\b                                  # Amazon
            |BEGINSAIza[0-9A-Za-z_-]{30,}                              # Google
            |(?<=://)[^\\s/:@"]{1,200}:[^\\s/@"]{1,200}(?=@)            # user and password in a URL
            """.replace("BEGINS", BEGINS).replace("PREFIXES", String.join("|", PREFIXES)));
    /** How the names of members end that say that they are secret. */
    private static final List<String> SECRETS = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "api_key",
            "apikey",
            "private_key",
            "privatekey",
            "access_token",
            "accesstoken",
            "refresh_token",
            "refreshtoken",
            "auth_token",
            "authtoken",
            "authorization",
            "credential",
            "credentials");

    private static final int LONGEST_BEGINNING = 40;
    private static final int MOST_SPACES = 8;

    private Redaction() {}

    /** The text without credentials. */
    public static String of(String text) {
        String rest = withoutSecretMembers(text);
        return mayHoldToken(rest)
                ? TOKENS.matcher(rest).replaceAll(token -> Matcher.quoteReplacement(blot(rest, token)))
                : rest;
    }

    /** What follows a backslash may be the letter of an escape, without which the rest would be no JSON. */
    private static String blot(String text, MatchResult token) {
        int before = token.start() - 1;
        while (before >= 0 && text.charAt(before) == '\\') {
            before--;
        }
        boolean escaped = (token.start() - before) % 2 == 0;
        return escaped ? token.group().charAt(0) + BLOT : BLOT;
    }

    /**
     * Whether the pattern, which tries every place of a text in turn, is worth the time: nearly no text that agents are
     * told or answer has in it what every token has.
     */
    private static boolean mayHoldToken(String text) {
        return text.contains("eyJ")
                || text.contains("AKIA")
                || text.contains("AIza")
                || (text.contains("://") && text.indexOf('@') >= 0)
                || hasSchemeWord(text)
                || hasKeyPrefix(text, '_')
                || hasKeyPrefix(text, '-')
                || hasKeyPrefix(text, '.');
    }

    private static boolean hasSchemeWord(String text) {
        for (int space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', space + 1)) {
            if (endsWord(text, space, "bearer", true) || endsWord(text, space, "basic", true)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasKeyPrefix(String text, char separator) {
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
            for (String prefix : PREFIXES) {
                if (endsWord(text, at, prefix, false)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a word stands right before a place. */
    private static boolean endsWord(String text, int end, String word, boolean anyCase) {
        return text.regionMatches(anyCase, end - word.length(), word, 0, word.length());
    }

    private static String withoutSecretMembers(String text) {
        int value = nextSecretValue(text, 0);
        if (value < 0) {
            return text;
        }
        StringBuilder blotted = new StringBuilder(text.length());
        int from = 0;
        for (; value >= 0; value = nextSecretValue(text, from)) {
            blotted.append(text, from, value).append(BLOT);
            from = endOfString(text, value);
        }
        return blotted.append(text, from, text.length()).toString();
    }

    /** Where the next text begins that a secret member holds, or -1. */
    private static int nextSecretValue(String text, int from) {
        for (int colon = text.indexOf(':', from); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            int opening = colon + 1;
            while (opening < text.length() && opening <= colon + MOST_SPACES && isSpace(text.charAt(opening))) {
                opening++;
            }
            int closing = colon - 1;
            while (closing >= from && closing >= colon - MOST_SPACES && isSpace(text.charAt(closing))) {
                closing--;
            }
            if (closing > from
                    && text.charAt(closing) == '"'
                    && opening < text.length()
                    && text.charAt(opening) == '"'
                    && isSecretName(text, from, closing)) {
                return opening + 1;
            }
        }
        return -1;
    }

    /** Whether a name that begins at a quote, and ends before another one, says that what it names is secret. */
    private static boolean isSecretName(String text, int from, int end) {
        for (String secret : SECRETS) {
            if (endsWord(text, end, secret, true)) {
                int before = end - secret.length() - 1;
                int first = Math.max(from, before - LONGEST_BEGINNING);
                while (before > first && isNameCharacter(text.charAt(before))) {
                    before--;
                }
                if (before >= from && text.charAt(before) == '"') {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** Where the quote is that ends a JSON string. */
    private static int endOfString(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }
}
