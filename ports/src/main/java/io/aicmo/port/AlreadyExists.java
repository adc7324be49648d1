package io.aicmo.port;

/** Something that must be unique in the tenant is there already. Nothing was changed. */
public final class AlreadyExists extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String field;

    /**
     * @param code published, {@code <noun>.already_exists}
     * @param field the field that collides, in snake_case
     */
    public AlreadyExists(String code, String field, String detail) {
        super(detail);
        this.code = code;
        this.field = field;
    }

    public String code() {
        return code;
    }

    public String field() {
        return field;
    }
}
