package io.aicmo.domain.messaging;

import java.util.Locale;

/**
 * The last line of a mail, by which people have no more mail sent to them. A template may place the link itself, as
 * {@code {{unsubscribe_url}}}; where it does not, this line follows what it says.
 */
public final class UnsubscribeFooter {
    private UnsubscribeFooter() {}

    /**
     * A mail's body with the link in it. In text it stands below the mark of a signature, which mail programs leave out
     * when they quote; so nobody who answers seems to say the word.
     *
     * @param html whether the body is HTML
     * @param link a URL without characters that HTML escapes
     */
    public static String in(String body, boolean html, String link) {
        if (body.contains(link)) {
            return body;
        }
        return html ? inHtml(body, link) : body.stripTrailing() + "\n\n-- \nUnsubscribe: " + link + "\n";
    }

    private static String inHtml(String body, String link) {
        String line = "<p style=\"font-size:smaller\"><a href=\"" + link + "\">Unsubscribe</a></p>";
        int end = endOfContent(body.toLowerCase(Locale.ROOT));
        return body.substring(0, end) + line + body.substring(end);
    }

    private static int endOfContent(String body) {
        int end = body.lastIndexOf("</body");
        int all = end < 0 ? body.lastIndexOf("</html") : end;
        return all < 0 ? body.length() : all;
    }
}
