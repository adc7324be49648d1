package io.aicmo.postgres.record;

import io.aicmo.port.RecordType;
import io.aicmo.port.RecordType.Reference;
import io.aicmo.port.RecordType.Unique;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL that follows from a record type's declaration. A record goes to the server as one JSON object, so that its
 * values are read there by the types of the columns. What the declaration forbids is looked for in the statement that
 * writes: it then changes nothing, and leaves the transaction usable; the constraints stand behind it.
 */
final class Statements {
    private final RecordType<?, ?> type;
    private final Shape<?> shape;
    private final String columns;

    Statements(RecordType<?, ?> type, Shape<?> shape) {
        this.type = type;
        this.shape = shape;
        this.columns = shape.each(name -> name);
    }

    String columns() {
        return columns;
    }

    String find() {
        return """
                select %s from %s
                where tenant_id = :tenant and id = :id and deleted_at is null
                """.formatted(columns, type.table());
    }

    String lock() {
        return find() + "for no key update";
    }

    /** Inserts {@code :records}, but for those that name something unknown or collide. */
    String insert() {
        return """
                insert into %s (tenant_id, %s)
                select :tenant, %s
                from json_to_recordset(cast(:records as json)) as r (%s)
                where not (%s)
                on conflict do nothing
                returning %s
                """.formatted(
                        type.table(),
                        columns,
                        shape.each(name -> "r." + name),
                        shape.definitions(),
                        anyOf(unknownReferences()),
                        columns);
    }

    String update() {
        return """
                update %s t set %s
                from json_to_record(cast(:record as json)) as r (%s)
                where t.tenant_id = :tenant and t.id = :id and t.deleted_at is null and t.version = :version
                    and not (%s)
                returning %s
                """.formatted(
                        type.table(),
                        shape.each(name -> name + " = " + (name.equals("version") ? "t.version + 1" : "r." + name)),
                        shape.definitions(),
                        anyOf(Stream.concat(unknownReferences(), collisions("r"))),
                        shape.each(name -> "t." + name));
    }

    String delete() {
        return """
                update %s set deleted_at = :now, updated_at = :now, version = version + 1
                where tenant_id = :tenant and id = :id and deleted_at is null
                """.formatted(type.table());
    }

    String restore() {
        return """
                update %s t set deleted_at = null, updated_at = :now, version = t.version + 1
                where t.tenant_id = :tenant and t.id = :id and t.deleted_at is not null and not (%s)
                returning %s
                """.formatted(type.table(), anyOf(collisions("t")), shape.each(name -> "t." + name));
    }

    /** Whether {@code :id} is there at all, deleted or not. */
    String isThere() {
        return "select 1 from %s where tenant_id = :tenant and id = :id".formatted(type.table());
    }

    /** For {@code :record}: one truth value for each reference, then one for each unique rule that it breaks. */
    String problems() {
        return "select %s from json_to_record(cast(:record as json)) as r (%s)"
                .formatted(
                        Stream.concat(unknownReferences(), collisions("r")).collect(Collectors.joining(",\n")),
                        shape.definitions());
    }

    boolean hasProblems() {
        return !type.references().isEmpty() || !type.uniques().isEmpty();
    }

    /** The name of the index that holds a unique rule. */
    String index(Unique unique) {
        return type.table() + "_"
                + unique.components().stream().map(Column::snakeCase).collect(Collectors.joining("_")) + "_key";
    }

    private Stream<String> unknownReferences() {
        return type.references().stream().map(this::unknown);
    }

    /** That what the reference names does not live; what names nothing is null, which is not true. */
    private String unknown(Reference reference) {
        String column = "r." + Column.snakeCase(reference.component());
        return """
                (%s is not null and not exists (
                    select from %s named where named.tenant_id = :tenant and named.id = %s and named.deleted_at is null))
                """.formatted(column, reference.target().table(), column).strip();
    }

    private Stream<String> collisions(String row) {
        return type.uniques().stream().map(unique -> collision(unique, row));
    }

    /** That another living record has the same values. */
    private String collision(Unique unique, String row) {
        List<Column> same = unique.components().stream().map(shape::column).toList();
        String equal = same.stream()
                .map(column -> "other.%1$s %2$s %3$s.%1$s"
                        .formatted(column.name(), column.nullable() ? "is not distinct from" : "=", row))
                .collect(Collectors.joining(" and "));
        return """
                exists (
                    select from %s other
                    where other.tenant_id = :tenant and other.deleted_at is null and other.id <> %s.id and %s)
                """.formatted(type.table(), row, equal).strip();
    }

    private static String anyOf(Stream<String> conditions) {
        String any = conditions.collect(Collectors.joining("\n        or "));
        return any.isEmpty() ? "false" : any;
    }
}
