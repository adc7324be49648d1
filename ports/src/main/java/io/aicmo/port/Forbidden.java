package io.aicmo.port;

/** The actor is known and may not do this: wrong role, scope, workspace or owner. */
public final class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Forbidden(String detail) {
        super(detail);
    }
}
