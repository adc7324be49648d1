package io.aicmo.postgres.record;

import io.aicmo.domain.shared.Id;
import io.aicmo.port.ListQuery;
import io.aicmo.port.Position;
import io.aicmo.port.RecordType;
import io.aicmo.postgres.sql.Sql;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The statement for a part of a list. It reads along the index of its sort column from where the part begins, so that
 * the last part costs what the first does, and reads one row more than asked for, to learn whether there are others.
 */
final class ListStatement {
    /** From so many people on, a search looks at one after the other. */
    private static final int MANY = 2_000;

    private static final String FOUND =
            "with found as materialized (select found_contacts(:search, :many) as contact_id)\n";

    private final RecordType<?, ?> type;
    private final Shape<?> shape;
    private final ListQuery query;
    private final Column sort;

    /** @throws IllegalArgumentException if the query filters, sorts or searches by what is not declared for it */
    ListStatement(RecordType<?, ?> type, Shape<?> shape, ListQuery query) {
        for (String component : query.filters().keySet()) {
            if (!type.filters().contains(component)) {
                throw new IllegalArgumentException(type + " are not filtered by " + component);
            }
        }
        if (!type.sorts().contains(query.sort())) {
            throw new IllegalArgumentException(type + " are not sorted by " + query.sort());
        }
        if (query.search() != null && type.contactComponent() == null) {
            throw new IllegalArgumentException(type + " are not searched");
        }
        this.type = type;
        this.shape = shape;
        this.query = query;
        this.sort = shape.column(query.sort());
    }

    /**
     * What the text follows from; all else is bound.
     *
     * @param filters by which components it filters, and whether each may be one of several values
     * @param begins after which row it begins: none, one with a value to sort by, or one without
     */
    record Form(Map<String, Boolean> filters, String sort, boolean descending, boolean searches, Begins begins) {
        enum Begins {
            AT_THE_START,
            AFTER_VALUE,
            AFTER_NULL
        }
    }

    Form form() {
        Map<String, Boolean> filters = new HashMap<>();
        query.filters().forEach((component, value) -> filters.put(component, value instanceof Collection));
        Position after = query.after();
        Form.Begins begins = after == null
                ? Form.Begins.AT_THE_START
                : after.sortKey() == null ? Form.Begins.AFTER_NULL : Form.Begins.AFTER_VALUE;
        return new Form(filters, query.sort(), query.descending(), query.search() != null, begins);
    }

    /** Binds the values of a statement with this {@link #text}. */
    Sql bind(Sql text) {
        Sql sql = text.bind("limit", query.limit() + 1);
        query.filters().forEach((component, value) -> sql.bind(component, filterValue(value)));
        if (query.search() != null) {
            sql.bind("search", query.search()).bind("many", MANY);
        }
        Position after = query.after();
        if (after != null) {
            sql.bind("after_id", after.id());
            if (after.sortKey() != null) {
                sql.bind("after_key", key(after.sortKey()));
            }
        }
        return sql;
    }

    String text() {
        List<String> parts = new ArrayList<>();
        for (String place : places()) {
            for (String search : searches()) {
                parts.add(part(place + search));
            }
        }
        String rows = parts.size() == 1
                ? parts.get(0)
                : """
                select * from ((%s)) as parts
                order by %s is null, %s limit :limit
                """.formatted(String.join(") union all (", parts), sort.name(), order());
        return query.search() == null ? rows : FOUND + rows;
    }

    private String part(String conditions) {
        return """
                select %s from %s
                where tenant_id = :tenant and deleted_at is null%s%s
                order by %s limit :limit
                """.formatted(shape.each(name -> name), type.table(), filters(), conditions, order());
    }

    /** Where to read on. Rows without a value come last in both directions, and so are a part of their own. */
    private List<String> places() {
        if (!sort.nullable()) {
            return List.of(afterKey());
        }
        String valued = " and %s is not null%s".formatted(sort.name(), afterKey());
        String nulls = " and %s is null".formatted(sort.name());
        Position after = query.after();
        return after == null || after.sortKey() != null
                ? List.of(valued, nulls)
                : List.of(nulls + " and id %s :after_id".formatted(past()));
    }

    /**
     * How to search. Few people are looked up, wherever they stand in the list; where a search finds many, the list is
     * read in its order, and each person looked at, because enough of them come soon. Only one of the two is run.
     */
    private List<String> searches() {
        String component = type.contactComponent();
        if (query.search() == null || component == null) {
            return List.of("");
        }
        String contact = Column.snakeCase(component);
        return List.of(
                " and (select count(*) from found) < :many and %s in (select contact_id from found)".formatted(contact),
                " and (select count(*) from found) >= :many and is_found(%s, (select search_condition(:search)))"
                        .formatted(contact));
    }

    private String filters() {
        StringBuilder conditions = new StringBuilder();
        new TreeMap<>(query.filters()).forEach((component, value) -> {
            Column column = shape.column(component);
            String cast = "cast(:%s as %s%s)"
                    .formatted(component, column.type().sql(), value instanceof Collection ? "[]" : "");
            conditions
                    .append(" and ")
                    .append(column.name())
                    .append(value instanceof Collection ? " = any (" + cast + ")" : " = " + cast);
        });
        return conditions.toString();
    }

    private String afterKey() {
        return query.after() == null
                ? ""
                : " and (%s, id) %s (cast(:after_key as %s), :after_id)"
                        .formatted(sort.name(), past(), sort.type().sql());
    }

    private String past() {
        return query.descending() ? "<" : ">";
    }

    private String order() {
        String direction = query.descending() ? " desc" : "";
        return sort.name() + direction + ", id" + direction;
    }

    /** A sort key as the type of its column. */
    private Object key(String text) {
        return switch (sort.type().sql()) {
            case "timestamptz" -> Instant.parse(text);
            case "date" -> LocalDate.parse(text);
            case "int", "bigint" -> Long.valueOf(text);
            case "numeric" -> new BigDecimal(text);
            default -> text;
        };
    }

    /** A filter's value as it is bound; an address is its text. */
    private static Object filterValue(Object value) {
        if (value instanceof Collection<?> many) {
            List<Object> values = new ArrayList<>();
            many.forEach(one -> values.add(filterValue(one)));
            return values;
        }
        return value instanceof Record && !(value instanceof Id) ? value.toString() : value;
    }

    /** Where a row stands in this list. */
    Position position(Record last, Id id) {
        Object key = sort.valueOf(last);
        return new Position(key == null ? null : key.toString(), id.value());
    }
}
