package io.aicmo.http;

import io.aicmo.application.cmo.SameWorkspace;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.port.Actor;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.Forbidden;
import io.aicmo.port.ListQuery;
import io.aicmo.port.NotFound;
import io.aicmo.port.Page;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordType;
import io.aicmo.port.StaleVersion;
import io.aicmo.port.Tx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one kind of record, declared: list, get, create, batch, patch, delete and restore, each where it is
 * asked for. What may be done with it is the use cases' business, or the store's where there is nothing to decide.
 *
 * @param <I> the type of the id
 * @param <R> the record
 * @param <V> the response record that shows it
 */
public final class Resource<I extends Id, R extends Record & Entity<I>, V extends Record> {
    private static final String WORKSPACE = "workspaceId";

    private final Hexagon hexagon;
    private final RecordType<I, R> type;
    private final Class<I> idType;
    private final Class<V> viewType;
    private final View<R, V> view;
    private final Listing listing;
    private final String path;
    private final List<Route> routes = new ArrayList<>();
    private Home<R> home;
    private Guard<R> guard = (actor, record) -> {};
    private @Nullable Changing<I, R, ?> changing;

    /** Shows records; it may look further things up, once for all of them. */
    @FunctionalInterface
    public interface View<R, V> {
        /** One view per record, in their order. */
        List<V> of(Tx tx, List<R> records);
    }

    /** Tells in which workspace a record is, where the record itself does not say. */
    @FunctionalInterface
    public interface Home<R> {
        /** Its workspace, or null for what belongs to the tenant as a whole. */
        @Nullable
        WorkspaceId of(Tx tx, R record);
    }

    /** Decides who may change or delete a record, beyond the permission. */
    @FunctionalInterface
    public interface Guard<R> {
        /** @throws Forbidden if the actor may not */
        void check(Actor actor, R record);
    }

    /** Changes a record; see the use cases. */
    @FunctionalInterface
    public interface Changing<I, R, C> {
        /**
         * @param version the version that the change was made for, or null for any
         * @param edit from what is there to what shall be there
         */
        R change(Actor actor, I id, @Nullable Long version, UnaryOperator<C> edit);
    }

    /** Deletes a record; see the use cases. */
    @FunctionalInterface
    public interface Deleting<I> {
        /** @param version the version that is to be deleted, or null for any */
        void delete(Actor actor, I id, @Nullable Long version);
    }

    /** Decides whether a record may be deleted, by a rule that may look at other records too. */
    @FunctionalInterface
    public interface Leaving<R> {
        /**
         * @param record as it is now, in the transaction that deletes it
         * @throws Rejected if it may not
         */
        void check(Tx tx, R record);
    }

    /** Does what follows when a record is back that was deleted; see the use cases. */
    @FunctionalInterface
    public interface Restored<R> {
        /** @param record as it is now, in the transaction that brought it back */
        void then(Tx tx, R record);
    }

    /** What a batch did, item by item. */
    public record BatchOutcome<V>(List<ItemOutcome<V>> results) {}

    /** What became of an item: 201 with what was made, or the status and the reason of the refusal. */
    public record ItemOutcome<V>(
            int index,
            int status,
            @Nullable V data,
            @Nullable BatchError error) {}

    private Resource(Hexagon hexagon, RecordType<I, R> type, Class<I> idType, Class<V> viewType, View<R, V> view) {
        this.hexagon = hexagon;
        this.type = type;
        this.idType = idType;
        this.viewType = viewType;
        this.view = view;
        this.listing = new Listing(type);
        this.path = "/v1/" + type.plural();
        this.home = ownWorkspace(type);
    }

    private static <I extends Id, R extends Record & Entity<I>> Home<R> ownWorkspace(RecordType<I, R> type) {
        return Arrays.stream(type.type().getRecordComponents())
                .filter(component -> component.getType() == WorkspaceId.class)
                .findFirst()
                .<Home<R>>map(component -> (tx, record) -> {
                    try {
                        return (WorkspaceId) component.getAccessor().invoke(record);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(type + " hides its workspace", e);
                    }
                })
                .orElse((tx, record) -> null);
    }

    /** A resource whose records show themselves. */
    public static <I extends Id, R extends Record & Entity<I>, V extends Record> Resource<I, R, V> of(
            Hexagon hexagon, RecordType<I, R> type, Class<I> idType, Class<V> viewType, Function<R, V> as) {
        return new Resource<>(
                hexagon,
                type,
                idType,
                viewType,
                (tx, records) -> records.stream().map(as).toList());
    }

    /** A resource whose views need more than the records. */
    public static <I extends Id, R extends Record & Entity<I>, V extends Record> Resource<I, R, V> viewed(
            Hexagon hexagon, RecordType<I, R> type, Class<I> idType, Class<V> viewType, View<R, V> view) {
        return new Resource<>(hexagon, type, idType, viewType, view);
    }

    /** The workspace of a record that does not name one itself. */
    public Resource<I, R, V> in(Home<R> workspace) {
        home = workspace;
        return this;
    }

    /** Who may change or delete a record, beyond the permission; for {@link #editable} and {@link #deletable(Permission)}. */
    public Resource<I, R, V> guarded(Guard<R> by) {
        guard = by;
        return this;
    }

    /** Lists and shows. */
    public Resource<I, R, V> readable(Permission permission) {
        listed(permission);
        routes.add(shown(permission, viewType, this::show));
        return this;
    }

    /** Lists, and shows more of one than the list does. */
    public <W extends Record> Resource<I, R, V> readable(Permission permission, Class<W> whole, Function<R, W> as) {
        listed(permission);
        routes.add(shown(permission, whole, call -> {
            R record = found(call);
            return Answer.ok(as.apply(record)).version(record.version());
        }));
        return this;
    }

    private Route shown(Permission permission, Class<?> answer, Function<Call, Answer> by) {
        return Route.get(path + "/{id}")
                .may(permission)
                .says("Shows one of the " + words(type.plural()) + ".")
                .answers(200, answer)
                .by(by);
    }

    private void listed(Permission permission) {
        routes.add(Route.get(path)
                .may(permission)
                .says("Lists " + words(type.plural()) + ".")
                .with(listing.parameters())
                .answers(200, ListOf.class, viewType)
                .by(call -> Answer.ok(list(call, Map.of()))));
    }

    /** Creates, one or many. */
    public <D extends Record> Resource<I, R, V> creatable(
            Permission permission, Class<D> draft, BiFunction<Actor, D, R> create) {
        routes.add(Route.post(path)
                .may(permission)
                .says("Makes one of the " + words(type.plural()) + ".")
                .takes(draft)
                .answers(201, viewType)
                .by((call, body) -> created(call, create.apply(call.actor(), body))));
        routes.add(Route.post(path + "/batch")
                .may(permission)
                .says("Makes many " + words(type.plural()) + "; good ones are kept, bad ones reported.")
                .takesBatchOf(draft)
                .answers(201, BatchOutcome.class, viewType)
                .answers(207, BatchOutcome.class, viewType)
                .by((call, batch) -> batch(call, batch, create)));
        return this;
    }

    /** Creates records that nothing needs to be decided about. */
    public <D extends Record> Resource<I, R, V> keeping(
            Permission permission, Class<D> draft, BiFunction<Tx, D, R> make) {
        return creatable(
                permission,
                draft,
                (actor, body) -> hexagon.transactions().write(actor, tx -> {
                    R made = make.apply(tx, body);
                    checkWorkspace(tx, made);
                    SameWorkspace.check(tx, hexagon.records(), type, made);
                    return store().insert(tx, made);
                }));
    }

    /** Changes, by merge patch. */
    public <C extends Record> Resource<I, R, V> changeable(
            Permission permission, Class<C> change, Changing<I, R, C> by) {
        changing = by;
        routes.add(Route.patch(path + "/{id}")
                .may(permission)
                .says("Changes one of the " + words(type.plural()) + ".")
                .takesPatchOf(change)
                .answers(200, viewType)
                .by((call, patch) ->
                        shown(call, by.change(call.actor(), call.id(idType), call.ifMatch(), patch::applyTo))));
        return this;
    }

    /** Makes a revised record of what is there and what shall be there. */
    @FunctionalInterface
    public interface Revision<R, C> {
        /** The record as it shall be. */
        R of(Tx tx, R record, C change);
    }

    /** Changes records that nothing needs to be decided about. */
    public <C extends Record> Resource<I, R, V> editable(
            Permission permission, Class<C> change, Function<R, C> current, BiFunction<R, C, R> revise) {
        return revisable(permission, change, current, (tx, record, to) -> revise.apply(record, to));
    }

    /** Changes records by a rule that looks at other records too. */
    public <C extends Record> Resource<I, R, V> revisable(
            Permission permission, Class<C> change, Function<R, C> current, Revision<R, C> revise) {
        return changeable(
                permission,
                change,
                (actor, id, version, edit) -> hexagon.transactions().write(actor, tx -> {
                    R before = lock(tx, id, version);
                    C after = edit.apply(current.apply(before));
                    R revised = revise.of(tx, before, after);
                    checkWorkspace(tx, revised);
                    if (after.equals(current.apply(before))) {
                        return before;
                    }
                    SameWorkspace.check(tx, hexagon.records(), type, revised);
                    return store().update(tx, revised);
                }));
    }

    /**
     * Shows what it once was, what has changed since, and brings that back; after {@link #changeable} and its like.
     *
     * @param back from what may be changed now, and the record as it was, to what may be changed as it was; where it
     *     stands stays as it is
     * @param <C> what may be changed, as it was declared before
     */
    @SuppressWarnings("unchecked") // C is what the change was declared with, just before
    public <C extends Record> Resource<I, R, V> versioned(Permission read, Permission write, BiFunction<C, R, C> back) {
        Changing<I, R, C> declared = (Changing<I, R, C>) Objects.requireNonNull(changing, "nothing can be changed");
        routes.addAll(new VersionRoutes<>(hexagon, this, type, idType).routes(read));
        routes.add(Route.post(path + "/{id}/versions/{version}/restore")
                .may(write)
                .says("Makes one of the " + words(type.plural()) + " what it was in a version; where it stands stays.")
                .answers(200, viewType)
                .by(call -> {
                    R old = VersionRoutes.version(hexagon, call, type, call.id(idType), VersionRoutes.number(call));
                    return shown(
                            call, declared.change(call.actor(), old.id(), call.ifMatch(), now -> back.apply(now, old)));
                }));
        return this;
    }

    /** Deletes, and with another permission restores. */
    public Resource<I, R, V> deletable(Permission permission, Permission restore, Deleting<I> deleting) {
        return deletable(permission, restore, deleting, (tx, record) -> {});
    }

    /** Deletes, and with another permission restores, from which something follows. */
    public Resource<I, R, V> deletable(
            Permission permission, Permission restore, Deleting<I> deleting, Restored<R> restored) {
        routes.add(Route.delete(path + "/{id}")
                .may(permission)
                .says("Deletes one of the " + words(type.plural()) + "; it can be restored.")
                .answers(204)
                .by(call -> {
                    deleting.delete(call.actor(), call.id(idType), call.ifMatch());
                    return Answer.noContent();
                }));
        routes.add(Route.post(path + "/{id}/restore")
                .may(restore)
                .says("Brings back one of the " + words(type.plural()) + " that was deleted.")
                .answers(200, viewType)
                .by(call -> restore(call, restored)));
        return this;
    }

    /** Deletes records that nothing needs to be decided about. */
    public Resource<I, R, V> deletable(Permission permission) {
        return deletable(permission, (tx, record) -> {});
    }

    /** Deletes records that nothing needs to be decided about until they are restored. */
    public Resource<I, R, V> deletable(Permission permission, Restored<R> restored) {
        return deletable(permission, (tx, record) -> {}, restored);
    }

    /** Deletes records by a rule that looks at other records too, and restores by another. */
    public Resource<I, R, V> deletable(Permission permission, Leaving<R> leaving, Restored<R> restored) {
        return deletable(
                permission,
                permission,
                (actor, id, version) -> hexagon.transactions().write(actor, tx -> {
                    leaving.check(tx, lock(tx, id, version));
                    store().delete(tx, id, hexagon.clock().instant());
                    return id;
                }),
                restored);
    }

    /**
     * Lists and creates also below what they belong to, for example {@code /v1/plans/{id}/milestones}.
     *
     * @param parent what they belong to
     * @param word the last word of the path, for example {@code milestones}
     * @param component the component that names the parent
     * @param draft what is asked for, which leaves the parent to the path
     * @param make makes one for a parent
     */
    public <P extends Id, Q extends Record & Entity<P>, D extends Record> Resource<I, R, V> below(
            Resource<P, Q, ?> parent,
            String word,
            String component,
            Permission read,
            Permission write,
            Class<D> draft,
            Child<P, D, R> make) {
        String below = parent.path + "/{id}/" + word;
        routes.add(Route.get(below)
                .may(read)
                .says("Lists the " + words(word) + " of one of the " + words(parent.type.plural()) + ".")
                .with(listing.parametersBut(component))
                .answers(200, ListOf.class, viewType)
                .by(call -> {
                    P id = call.id(parent.idType);
                    parent.enter(call, id);
                    return Answer.ok(list(call, Map.of(component, id)));
                }));
        routes.add(Route.post(below)
                .may(write)
                .says("Makes one of the " + words(word) + " of one of the " + words(parent.type.plural()) + ".")
                .takes(draft)
                .answers(201, viewType)
                .by((call, body) -> {
                    P id = call.id(parent.idType);
                    parent.enter(call, id);
                    return created(
                            call,
                            hexagon.transactions()
                                    .write(call.actor(), tx -> store().insert(tx, make.of(tx, id, body))));
                }));
        return this;
    }

    /** Makes what belongs to something. */
    @FunctionalInterface
    public interface Child<P, D, R> {
        /** One of this parent. */
        R of(Tx tx, P parent, D draft);
    }

    /**
     * Checks that a record is there, and that the caller may enter its workspace.
     *
     * @throws NotFound if there is none
     * @throws Forbidden if it is in a workspace that the actor may not enter
     */
    public void enter(Call call, I id) {
        hexagon.transactions().read(call.actor(), tx -> {
            R record = store().get(tx, id);
            checkWorkspace(tx, record);
            return record;
        });
    }

    /** The routes that were declared. */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /** The parameters of its lists. */
    public List<Parameter<?>> listParameters() {
        return listing.parameters();
    }

    /** A page of the list that a call asks for, with filters that the route sets. */
    public ListOf<V> list(Call call, Map<String, Object> fixed) {
        Actor actor = call.actor();
        return hexagon.transactions().read(actor, tx -> {
            ListQuery asked = listing.query(call, fixed);
            ListQuery allowed = restricted(tx, asked);
            Page<R> page = store().list(tx, allowed);
            return listing.page(page, view.of(tx, visible(tx, page.data())), asked);
        });
    }

    /** A credential that may enter some workspaces lists what is in them. */
    private ListQuery restricted(Tx tx, ListQuery query) {
        Set<WorkspaceId> workspaces = tx.actor().workspaces();
        if (workspaces.isEmpty() || !type.filters().contains(WORKSPACE)) {
            return query;
        }
        if (query.filters().get(WORKSPACE) instanceof WorkspaceId asked) {
            tx.actor().checkWorkspace(asked);
            return query;
        }
        return query.where(WORKSPACE, List.copyOf(workspaces));
    }

    private List<R> visible(Tx tx, List<R> records) {
        return tx.actor().workspaces().isEmpty()
                ? records
                : records.stream().filter(record -> mayEnter(tx, record)).toList();
    }

    private boolean mayEnter(Tx tx, R record) {
        WorkspaceId workspace = home.of(tx, record);
        return workspace == null || tx.actor().mayEnter(workspace);
    }

    private Answer show(Call call) {
        I id = call.id(idType);
        return hexagon.transactions().read(call.actor(), tx -> {
            R record = store().get(tx, id);
            checkWorkspace(tx, record);
            return Answer.ok(view(tx, record)).version(record.version());
        });
    }

    private R found(Call call) {
        I id = call.id(idType);
        return hexagon.transactions().read(call.actor(), tx -> {
            R record = store().get(tx, id);
            checkWorkspace(tx, record);
            return record;
        });
    }

    private Answer restore(Call call, Restored<R> restored) {
        I id = call.id(idType);
        return hexagon.transactions().write(call.actor(), tx -> {
            R record = store().restore(tx, id, hexagon.clock().instant());
            checkWorkspace(tx, record);
            restored.then(tx, record);
            return Answer.ok(view(tx, record)).version(record.version());
        });
    }

    private Answer shown(Call call, R record) {
        return Answer.ok(view(call, record)).version(record.version());
    }

    private Answer created(Call call, R record) {
        return Answer.created(path + "/" + record.id().value(), view(call, record))
                .version(record.version());
    }

    private <D> Answer batch(Call call, Batch<D> batch, BiFunction<Actor, D, R> create) {
        List<ItemOutcome<V>> results = hexagon.transactions().write(call.actor(), tx -> {
            List<ItemOutcome<V>> outcomes = new ArrayList<>(batch.items().size());
            for (Batch.Item<D> item : batch.items()) {
                outcomes.add(outcome(tx, outcomes.size(), item, create));
            }
            return outcomes;
        });
        boolean all = results.stream().allMatch(result -> result.status() == 201);
        return Answer.of(all ? 201 : 207, new BatchOutcome<>(results));
    }

    private <D> ItemOutcome<V> outcome(Tx tx, int index, Batch.Item<D> item, BiFunction<Actor, D, R> create) {
        D value = item.value();
        if (value == null) {
            return refused(index, item.error());
        }
        try {
            R made = create.apply(tx.actor().within(tx), value);
            return new ItemOutcome<>(index, 201, view(tx, made), null);
        } catch (Rejected | AlreadyExists | Forbidden | NotFound | StaleVersion no) {
            return refused(index, BatchError.of(no));
        }
    }

    private static <V> ItemOutcome<V> refused(int index, @Nullable BatchError error) {
        return new ItemOutcome<>(index, error == null ? 422 : error.status(), null, error);
    }

    private V view(Call call, R record) {
        return hexagon.transactions().read(call.actor(), tx -> view(tx, record));
    }

    private V view(Tx tx, R record) {
        return view.of(tx, List.of(record)).get(0);
    }

    private R lock(Tx tx, I id, @Nullable Long version) {
        R record = store().lock(tx, id);
        checkWorkspace(tx, record);
        guard.check(tx.actor(), record);
        if (version != null && version != record.version()) {
            throw new StaleVersion(type.noun(), id.value(), version);
        }
        return record;
    }

    /** @throws Forbidden if the record is in a workspace that the actor may not enter */
    public void checkWorkspace(Tx tx, R record) {
        WorkspaceId workspace = tx.actor().workspaces().isEmpty() ? null : home.of(tx, record);
        if (workspace != null) {
            tx.actor().checkWorkspace(workspace);
        }
    }

    private RecordStore<I, R> store() {
        return hexagon.records().of(type);
    }

    private static String words(String plural) {
        return plural.replace('-', ' ').replace('/', ' ');
    }
}
