package io.aicmo.http;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What caller and server say about the form of bodies. */
final class Negotiation {
    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private Negotiation() {}

    /**
     * The caller must take what the route answers.
     *
     * @throws Problem 406
     */
    static void checkAccept(@Nullable String accept, String produces) {
        if (accept == null || accept.isBlank() || isAccepted(accept, produces)) {
            return;
        }
        throw Problem.of(406, "this answers " + produces + ", which Accept does not allow");
    }

    /** Whether the caller asks for events in so many words. */
    static boolean wantsEvents(@Nullable String accept) {
        return accept != null && isAccepted(accept.replace("*/*", "").replace("text/*", ""), EventStream.CONTENT_TYPE);
    }

    private static boolean isAccepted(String accept, String produces) {
        return Arrays.stream(accept.toLowerCase(Locale.ROOT).split(","))
                .anyMatch(range -> accepts(range.strip(), produces));
    }

    private static boolean accepts(String range, String produces) {
        String[] parts = range.split(";");
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].strip().matches("q=0(\\.0*)?")) {
                return false;
            }
        }
        String type = parts.length == 0 ? "" : parts[0].strip();
        String bare = produces.split(";")[0];
        return type.equals("*/*")
                || type.equals(bare)
                || type.equals(bare.substring(0, bare.indexOf('/')) + "/*")
                || (bare.equals(JSON) && type.equals("application/problem+json"));
    }

    /**
     * A body must be JSON in UTF-8.
     *
     * @throws Problem 415
     */
    static void checkContentType(@Nullable String contentType, boolean patch) {
        String[] parts = contentType == null
                ? new String[] {""}
                : contentType.toLowerCase(Locale.ROOT).split(";");
        String type = parts.length == 0 ? "" : parts[0].strip();
        if (!type.equals(JSON) && !(patch && type.equals(MERGE_PATCH))) {
            throw Problem.of(
                    415,
                    "the body must be " + JSON + (patch ? " or " + MERGE_PATCH : "") + ", as Content-Type must say");
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                throw Problem.of(415, "JSON is UTF-8; " + parameter + " is not taken");
            }
        }
    }
}
