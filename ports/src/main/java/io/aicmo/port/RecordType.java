package io.aicmo.port;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of record that a tenant owns, declared once: stores, lists, routes and contract tests read it. Components
 * are columns in snake_case; {@code tenant_id} is the store's business.
 *
 * @param <I> the type of its id
 * @param <R> the record
 * @param noun what one is called in messages and codes, for example {@code automation_step}
 * @param plural what many are called in URLs, for example {@code automation-steps}
 * @param table its table
 * @param type its class, a Java record
 * @param references components that name other records, which must live in the same tenant
 * @param uniques components that must differ together among living records
 * @param filters components that a list can be filtered by
 * @param sorts components that a list can be sorted by
 * @param contactComponent the component that names the contact by whose words the record is found, or null if it is
 *     not searched
 */
public record RecordType<I extends Id, R extends Record & Entity<I>>(
        String noun,
        String plural,
        String table,
        Class<R> type,
        List<Reference> references,
        List<Unique> uniques,
        Set<String> filters,
        Set<String> sorts,
        @Nullable String contactComponent) {

    /** A component that names another record. */
    public record Reference(String component, RecordType<?, ?> target) {}

    /** Components that are unique together; the first is the one that a message names. */
    public record Unique(List<String> components) {}

    /** A record type that is listed by {@code createdAt} or {@code updatedAt}, and has no further rules. */
    public static <I extends Id, R extends Record & Entity<I>> RecordType<I, R> of(
            String noun, String plural, String table, Class<R> type) {
        return new RecordType<>(
                noun, plural, table, type, List.of(), List.of(), Set.of(), Set.of("createdAt", "updatedAt"), null);
    }

    public RecordType<I, R> references(String component, RecordType<?, ?> target) {
        List<Reference> more = new ArrayList<>(references);
        more.add(new Reference(component, target));
        return new RecordType<>(
                noun, plural, table, type, List.copyOf(more), uniques, filters, sorts, contactComponent);
    }

    public RecordType<I, R> unique(String... components) {
        List<Unique> more = new ArrayList<>(uniques);
        more.add(new Unique(List.of(components)));
        return new RecordType<>(
                noun, plural, table, type, references, List.copyOf(more), filters, sorts, contactComponent);
    }

    public RecordType<I, R> filteredBy(String... components) {
        return new RecordType<>(
                noun, plural, table, type, references, uniques, plus(filters, components), sorts, contactComponent);
    }

    public RecordType<I, R> sortedBy(String... components) {
        return new RecordType<>(
                noun, plural, table, type, references, uniques, filters, plus(sorts, components), contactComponent);
    }

    /** Makes it searchable by the words of the contact that this component names. */
    public RecordType<I, R> searchedByContact(String component) {
        return new RecordType<>(noun, plural, table, type, references, uniques, filters, sorts, component);
    }

    private static Set<String> plus(Set<String> some, String... more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(Arrays.asList(more));
        return Set.copyOf(all);
    }

    @Override
    public String toString() {
        return plural;
    }
}
