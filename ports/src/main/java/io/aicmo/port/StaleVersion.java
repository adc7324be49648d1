package io.aicmo.port;

/** Somebody else changed the record since it was read. Nothing was changed; read it again and decide anew. */
public final class StaleVersion extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleVersion(String noun, Object id, long version) {
        super("the " + noun + " " + id + " was changed since version " + version);
    }
}
