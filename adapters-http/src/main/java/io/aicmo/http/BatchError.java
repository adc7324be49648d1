package io.aicmo.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an item of a batch was refused.
 *
 * @param status the HTTP status that it would have been answered alone
 * @param code stable and published, or null
 * @param errors the fields at fault
 */
public record BatchError(int status, @Nullable String code, String detail, List<Fault> errors) {
    /** A field at fault; the pointer leads into the item. */
    public record Fault(String pointer, @Nullable String code, String detail) {}

    static BatchError of(Problem problem) {
        return new BatchError(
                problem.status(),
                problem.code(),
                problem.detail(),
                problem.errors().stream()
                        .map(error -> new Fault(error.pointer(), error.code(), error.detail()))
                        .toList());
    }

    /** What an exception of the hexagon means for one item. */
    public static BatchError of(RuntimeException refusal) {
        return of(Problems.of(refusal));
    }
}
