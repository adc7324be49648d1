package io.aicmo.domain.ai;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Blots credentials out of text that is kept or logged: what looks like a key or a token of the common kinds, and in
 * JSON the values of members whose names say that they are secret. What it leaves of JSON is JSON.
 */
public final class Redaction {
    private static final String BLOT = "[redacted]";

    private static final Pattern TOKENS = Pattern.compile("""
            (?x)
            \\b(?i:bearer|basic)\\ +[A-Za-z0-9._~+/=-]{8,}              # Authorization headers
            |\\b(?:ak|bt|ft|sk|pk|rk|ghp|gho|ghs|glpat|xox[abprs]|whsec|SG|shpat|key)[_.-][A-Za-z0-9_.+/=-]{12,}
            |\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*   # JSON Web Tokens
            |\\bAKIA[0-9A-Z]{16}\\b                                    # Amazon
            |\\bAIza[0-9A-Za-z_-]{30,}                                # Google
            |(?<=://)[^\\s/:@"]{1,200}:[^\\s/@"]{1,200}(?=@)            # user and password in a URL
            """);
    private static final Pattern SECRET_MEMBER = Pattern.compile(
            "(?i)\"[a-z0-9_-]{0,40}(?:password|passwd|passphrase|secret|api_?key|private_?key|access_?token"
                    + "|refresh_?token|auth_?token|authorization|credentials?)\"\\s{0,8}:\\s{0,8}\"");

    private Redaction() {}

    /** The text without credentials. */
    public static String of(String text) {
        return TOKENS.matcher(withoutSecretMembers(text)).replaceAll(Matcher.quoteReplacement(BLOT));
    }

    private static String withoutSecretMembers(String text) {
        Matcher member = SECRET_MEMBER.matcher(text);
        if (!member.find()) {
            return text;
        }
        StringBuilder blotted = new StringBuilder(text.length());
        int from = 0;
        do {
            blotted.append(text, from, member.end()).append(BLOT);
            from = endOfString(text, member.end());
        } while (member.find(from));
        return blotted.append(text, from, text.length()).toString();
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
