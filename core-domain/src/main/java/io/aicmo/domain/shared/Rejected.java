package io.aicmo.domain.shared;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A business no: the request was understood and is refused, with every reason at once. Nothing was changed. */
public final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    private Rejected(List<Violation> violations) {
        super(violations.stream().map(Violation::detail).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    /** Refuses the request as a whole. */
    public static Rejected of(String code, String detail) {
        return new Rejected(List.of(new Violation(code, detail, null)));
    }

    /** Refuses because of one field, named in snake_case. */
    public static Rejected field(String field, String code, String detail) {
        return new Rejected(List.of(new Violation(code, detail, field)));
    }

    /**
     * Refuses for several reasons.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Rejected all(List<Violation> violations) {
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("a rejection needs a reason");
        }
        return new Rejected(violations);
    }

    /** The same refusal of something that is part of something else, in which it stands at this path. */
    public Rejected within(String path) {
        return new Rejected(violations.stream()
                .map(violation -> new Violation(
                        violation.code(),
                        violation.detail(),
                        violation.field() == null ? path : path + "/" + violation.field()))
                .toList());
    }

    /** The same refusal, with what another check refuses besides. */
    public Rejected and(Runnable check) {
        try {
            check.run();
            return this;
        } catch (Rejected more) {
            return all(
                    Stream.concat(violations.stream(), more.violations.stream()).toList());
        }
    }

    /** Every reason, at least one. */
    public List<Violation> violations() {
        return violations;
    }

    /** The first reason's code. */
    public String code() {
        return violations.get(0).code();
    }
}
