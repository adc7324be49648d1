package io.aicmo.http;

import io.aicmo.domain.shared.Difference;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.port.Actor;
import io.aicmo.port.ListQuery;
import io.aicmo.port.NotFound;
import io.aicmo.port.Position;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordVersion;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes that show what a record once was: its versions, one of them, and the difference of two. */
final class VersionRoutes<I extends Id, R extends Record & Entity<I>> {
    private static final Parameter<Integer> TO =
            Parameter.integer("to", 1, Integer.MAX_VALUE, "The version to compare with; the newest if not given.");

    private final Hexagon hexagon;
    private final Resource<I, R, ?> resource;
    private final RecordType<I, R> type;
    private final Class<I> idType;

    VersionRoutes(Hexagon hexagon, Resource<I, R, ?> resource, RecordType<I, R> type, Class<I> idType) {
        this.hexagon = hexagon;
        this.resource = resource;
        this.type = type;
        this.idType = idType;
    }

    /** A version: who made it so, and what it was. */
    record VersionView<R>(
            long version,
            Instant keptAt,
            Actor.Kind by,
            @Nullable UUID actorId,
            R record) {
        static <R extends Record> VersionView<R> of(RecordVersion<R> kept) {
            return new VersionView<>(kept.version(), kept.keptAt(), kept.by(), kept.actorId(), kept.record());
        }
    }

    /** In what two versions differ. */
    record VersionDiff(long from, long to, List<Difference> differences) {}

    List<Route> routes(Permission read) {
        String path = "/v1/" + type.plural() + "/{id}/versions";
        String one = "one of the " + type.plural().replace('-', ' ');
        return List.of(
                Route.get(path)
                        .may(read)
                        .says("Lists the versions of " + one + ", the newest first.")
                        .with(Listing.LIMIT, Listing.CURSOR)
                        .answers(200, ListOf.class, VersionView.class)
                        .by(this::list),
                Route.get(path + "/{version}")
                        .may(read)
                        .says("Shows a version of " + one + ".")
                        .answers(200, VersionView.class, type.type())
                        .by(this::show),
                Route.get(path + "/{version}/diff")
                        .may(read)
                        .says("Tells in what two versions of " + one + " differ.")
                        .with(TO)
                        .answers(200, VersionDiff.class)
                        .by(this::diff));
    }

    private Answer list(Call call) {
        I id = call.id(idType);
        resource.enter(call, id);
        String name = type.plural() + id.value();
        Position after = Cursors.read(call.query(Listing.CURSOR), name, long.class);
        int limit = call.query(Listing.LIMIT, ListQuery.DEFAULT_LIMIT);
        Long before = after == null || after.sortKey() == null ? null : Long.valueOf(after.sortKey());
        List<RecordVersion<R>> found = hexagon.transactions()
                .read(call.actor(), tx -> hexagon.records().versions().list(tx, type, id, before, limit + 1));
        List<RecordVersion<R>> page = found.subList(0, Math.min(found.size(), limit));
        Position next = found.size() > limit
                ? new Position(Long.toString(page.get(limit - 1).version()), id.value())
                : null;
        return Answer.ok(new ListOf<>(page.stream().map(VersionView::of).toList(), Cursors.write(next, name)));
    }

    private Answer show(Call call) {
        I id = call.id(idType);
        resource.enter(call, id);
        long version = number(call);
        return hexagon.transactions()
                .read(
                        call.actor(),
                        tx -> hexagon.records().versions().find(tx, type, id, version).stream()
                                .map(kept -> Answer.ok(VersionView.of(kept)))
                                .findFirst()
                                .orElseThrow(() -> absent(type, version)));
    }

    private Answer diff(Call call) {
        I id = call.id(idType);
        resource.enter(call, id);
        R from = version(hexagon, call, type, id, number(call));
        Integer other = call.query(TO);
        R to = other == null
                ? hexagon.transactions()
                        .read(call.actor(), tx -> hexagon.records().of(type).get(tx, id))
                : version(hexagon, call, type, id, other);
        return Answer.ok(new VersionDiff(from.version(), to.version(), Difference.between(from, to)));
    }

    /**
     * A record as it was in a version.
     *
     * @throws NotFound if there is no such version
     */
    static <I extends Id, R extends Record & Entity<I>> R version(
            Hexagon hexagon, Call call, RecordType<I, R> type, I id, long version) {
        return hexagon.transactions()
                .read(call.actor(), tx -> hexagon.records().versions().find(tx, type, id, version))
                .orElseThrow(() -> absent(type, version))
                .record();
    }

    /**
     * The version that the path names.
     *
     * @throws NotFound if it is no number, and so nothing's
     */
    static long number(Call call) {
        String text = call.path("version");
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new NotFound("version", text.length() > 100 ? text.substring(0, 100) : text);
        }
        return Long.parseLong(text);
    }

    private static NotFound absent(RecordType<?, ?> type, long version) {
        return new NotFound("version of this " + type.noun(), version);
    }
}
