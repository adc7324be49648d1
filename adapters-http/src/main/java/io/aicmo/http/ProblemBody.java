package io.aicmo.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal (RFC 9457).
 *
 * @param type {@code about:blank}, or {@code urn:aicmo:problem:<code>}
 * @param code stable and published, {@code <noun>.<what_is_wrong>}
 * @param errors the fields at fault, all at once
 * @param retryAfter in how many seconds to try again, as {@code Retry-After} says it, which an event has no place for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String requestId,
        @Nullable String code,
        @Nullable List<BatchError.Fault> errors,
        @Nullable Long retryAfter) {

    static ProblemBody of(Problem problem, String path, String requestId) {
        String code = problem.code();
        List<BatchError.Fault> faults = problem.errors().stream()
                .map(error -> new BatchError.Fault(error.pointer(), error.code(), error.detail()))
                .toList();
        return new ProblemBody(
                code == null ? "about:blank" : "urn:aicmo:problem:" + code,
                Problems.title(problem.status()),
                problem.status(),
                problem.detail(),
                path,
                requestId,
                code,
                faults.isEmpty() ? null : faults,
                retryAfter(problem));
    }

    private static @Nullable Long retryAfter(Problem problem) {
        String seconds = problem.headers().get("Retry-After");
        return seconds == null ? null : Long.valueOf(seconds);
    }
}
