package io.aicmo.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as HTTP tells it (RFC 9457). Thrown by the framework; what the hexagon throws becomes one in {@link
 * Problems}.
 */
final class Problem extends RuntimeException {
    /**
     * One field at fault.
     *
     * @param pointer where it is: a JSON pointer into the body (RFC 6901), or the bare name of a query parameter, path
     *     parameter or header
     * @param code stable and published
     */
    record FieldError(String pointer, String code, String detail) {}

    private final int status;
    private final @Nullable String code;
    private final List<FieldError> errors;
    private final transient Map<String, String> headers;

    private Problem(
            int status, @Nullable String code, String detail, List<FieldError> errors, Map<String, String> headers) {
        // Expected and answered, not logged: no stack trace, and so no cost.
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.errors = List.copyOf(errors);
        this.headers = headers;
    }

    static Problem of(int status, String detail) {
        return new Problem(status, null, detail, List.of(), Map.of());
    }

    static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), Map.of());
    }

    static Problem invalid(List<FieldError> errors) {
        return new Problem(422, null, summary(errors), errors, Map.of());
    }

    static Problem invalid(String pointer, String code, String detail) {
        return invalid(List.of(new FieldError(pointer, code, detail)));
    }

    Problem code(@Nullable String published) {
        return new Problem(status, published, detail(), errors, headers);
    }

    Problem with(List<FieldError> fieldErrors) {
        return new Problem(status, code, detail(), fieldErrors, headers);
    }

    Problem header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(status, code, detail(), errors, more);
    }

    int status() {
        return status;
    }

    @Nullable
    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    List<FieldError> errors() {
        return errors;
    }

    Map<String, String> headers() {
        return headers;
    }

    private static String summary(List<FieldError> errors) {
        return errors.size() == 1
                ? errors.get(0).detail()
                : errors.size() + " fields are wrong; errors says which and why";
    }
}
