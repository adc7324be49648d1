package io.aicmo.port;

/**
 * There is no such thing in the actor's tenant: it never existed, was deleted, or belongs to somebody else, which is
 * the same.
 */
public final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotFound(String noun, Object id) {
        super("there is no " + noun + " " + id);
    }
}
