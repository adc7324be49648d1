package io.aicmo.application.cmo;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordType.Reference;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a record names is in its own workspace: checked for every reference that its type declares, so that nobody who may
 * enter one workspace reaches into another by naming what is there.
 */
public final class SameWorkspace {
    private static final String WORKSPACE = "workspaceId";

    private SameWorkspace() {}

    /**
     * Checks what a record names, before it is kept.
     *
     * @throws Rejected {@code <noun>.unknown}, {@code <noun>.in_other_workspace}, naming the field
     */
    public static <I extends Id, R extends Record & Entity<I>> void check(
            Tx tx, Records records, RecordType<I, R> type, R record) {
        Object workspace = value(record, WORKSPACE);
        if (workspace == null) {
            return;
        }
        for (Reference reference : type.references()) {
            if (value(record, reference.component()) instanceof Id id && isInAWorkspace(reference.target())) {
                check(workspace, reference, id, find(tx, records, reference.target(), id));
            }
        }
    }

    private static void check(Object workspace, Reference reference, Id id, Optional<? extends Record> named) {
        String noun = reference.target().noun();
        String field = snakeCase(reference.component());
        Record there = named.orElseThrow(
                () -> Rejected.field(field, noun + ".unknown", "there is no " + noun + " " + id.value()));
        if (!workspace.equals(value(there, WORKSPACE))) {
            throw Rejected.field(
                    field, noun + ".in_other_workspace", "the " + noun + " " + id.value() + " is in another workspace");
        }
    }

    @SuppressWarnings("unchecked") // a reference's component is an id of its target's type
    private static <I extends Id, R extends Record & Entity<I>> Optional<R> find(
            Tx tx, Records records, RecordType<I, R> type, Id id) {
        return records.of(type).find(tx, (I) id);
    }

    private static boolean isInAWorkspace(RecordType<?, ?> type) {
        return Arrays.stream(type.type().getRecordComponents())
                .anyMatch(component -> component.getName().equals(WORKSPACE));
    }

    private static @Nullable Object value(Record record, String name) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (component.getName().equals(name)) {
                try {
                    return component.getAccessor().invoke(record);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(component + " cannot be read", e);
                }
            }
        }
        return null;
    }

    private static String snakeCase(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
