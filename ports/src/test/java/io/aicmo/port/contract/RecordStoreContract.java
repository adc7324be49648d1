package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.ListQuery;
import io.aicmo.port.NotFound;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordType.Reference;
import io.aicmo.port.RecordType.Unique;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.StaleVersion;
import io.aicmo.port.contract.AtOnce.Ended;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link RecordStore} promises, of every record type that is declared. */
public interface RecordStoreContract extends StoreContract {
    String ALL = "io.aicmo.port.contract.Sample#all";
    String WITH_UNIQUES = "io.aicmo.port.contract.Sample#withUniques";
    String WITH_REFERENCES = "io.aicmo.port.contract.Sample#withReferences";
    Instant LATER = World.NOW.plus(Duration.ofHours(1));

    @Test
    default void everyRecordTypeIsPutToTheProof() {
        assertThat(Sample.all().<Object>map(Sample::type)).containsExactlyElementsOf(RecordTypes.ALL);
    }

    // Keeping and finding

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void aRecordIsFoundAsItWasKept(Sample<I, R> sample) {
        Home home = world().aTenant();
        R record = sample.record(home);

        R kept = sample.kept(home, record);

        assertSame(kept, record);
        assertSame(home.now(sample.type(), record.id()), record);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void aRecordIsFoundWithoutWhatMayBeMissing(
            Sample<I, R> sample) {
        Home home = world().aTenant();
        R record = sample.bare(sample.record(home));

        sample.kept(home, record);

        assertSame(home.now(sample.type(), record.id()), record);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void timesAreCutToTheMicrosecond(Sample<I, R> sample) {
        Home home = world().aTenant();
        Instant precise = Instant.parse("2026-03-02T23:59:59.999999999Z");
        R record = Components.with(sample.record(home), "createdAt", precise);

        R kept = sample.kept(home, record);

        assertThat(kept.createdAt()).isEqualTo(precise.truncatedTo(ChronoUnit.MICROS));
        assertThat(home.now(sample.type(), record.id()).createdAt()).isEqualTo(kept.createdAt());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void anIdIsTakenOnce(Sample<I, R> sample) {
        Home home = world().aTenant();
        R first = sample.kept(home);
        R second = Components.with(sample.record(home), "id", first.id());

        AlreadyExists refused = catchThrowableOfType(AlreadyExists.class, () -> sample.kept(home, second));

        assertThat(refused.code()).isEqualTo(sample.type().noun() + ".already_exists");
        assertSame(home.now(sample.type(), first.id()), first);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void anAbsentIdIsFoundByNothing(Sample<I, R> sample) {
        Home home = world().aTenant();
        R absent = sample.record(home);
        RecordStore<I, R> store = home.store(sample.type());

        assertThat(home.find(sample.type(), absent.id())).isEmpty();
        assertNotFound(() -> home.now(sample.type(), absent.id()));
        assertNotFound(() -> home.write(tx -> store.lock(tx, absent.id())));
        assertNotFound(() -> home.change(sample.type(), absent));
        assertNotFound(() -> home.delete(sample.type(), absent.id()));
        assertNotFound(() -> home.write(tx -> store.restore(tx, absent.id(), LATER)));
    }

    // Isolation

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void anotherTenantsRecordDoesNotExist(Sample<I, R> sample) {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        R record = sample.kept(home);
        R taken = Components.with(sample.record(stranger), "id", record.id());
        RecordStore<I, R> store = stranger.store(sample.type());

        assertThat(stranger.find(sample.type(), record.id())).isEmpty();
        assertThat(everything(stranger, sample)).doesNotContain(record);
        assertNotFound(() -> stranger.now(sample.type(), record.id()));
        assertNotFound(() -> stranger.change(sample.type(), taken));
        assertNotFound(() -> stranger.delete(sample.type(), record.id()));
        assertNotFound(() -> stranger.write(tx -> store.restore(tx, record.id(), LATER)));
        assertSame(home.now(sample.type(), record.id()), record);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void twoTenantsMayHoldTheSameIdApart(Sample<I, R> sample) {
        Home home = world().aTenant();
        Home other = world().aTenant();
        R ours = sample.kept(home);

        R theirs = sample.kept(other, Components.with(sample.record(other), "id", ours.id()));
        other.delete(sample.type(), theirs.id());

        assertSame(home.now(sample.type(), ours.id()), ours);
        assertThat(other.find(sample.type(), theirs.id())).isEmpty();
    }

    // Changing

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void aChangeReplacesTheRecordAndRaisesItsVersion(
            Sample<I, R> sample) {
        Home home = world().aTenant();
        R first = sample.kept(home);
        R wanted = Components.with(sample.changed(home, first), "updatedAt", LATER);

        R kept = home.change(sample.type(), wanted);

        assertThat(kept.version()).isEqualTo(2);
        assertSame(kept, Components.with(wanted, "version", 2L));
        assertSame(home.now(sample.type(), first.id()), kept);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void anOlderVersionIsRefused(Sample<I, R> sample) {
        Home home = world().aTenant();
        R read = sample.kept(home);
        R changedMeanwhile = home.change(sample.type(), sample.changed(home, read));

        assertThatThrownBy(() -> home.change(sample.type(), sample.changed(home, read)))
                .isInstanceOf(StaleVersion.class);

        assertSame(home.now(sample.type(), read.id()), changedMeanwhile);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void aVersionThatNeverWasIsRefused(Sample<I, R> sample) {
        Home home = world().aTenant();
        R kept = sample.kept(home);

        assertThatThrownBy(() -> home.change(sample.type(), Components.with(kept, "version", 7L)))
                .isInstanceOf(StaleVersion.class);

        assertSame(home.now(sample.type(), kept.id()), kept);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void ofTwoWhoChangeTheSameVersionAtOnceOneIsRefused(
            Sample<I, R> sample) {
        Home home = world().aTenant();
        R read = sample.kept(home);
        List<Callable<R>> changes = Stream.of(sample.changed(home, read), sample.changed(home, read))
                .<Callable<R>>map(change -> () -> home.change(sample.type(), change))
                .toList();

        List<Ended<R>> ended = AtOnce.all(changes);

        assertThat(ended.stream().filter(Ended::well)).hasSize(1);
        assertThat(ended.stream().filter(one -> !one.well()).map(Ended::thrown))
                .singleElement()
                .isInstanceOf(StaleVersion.class);
        assertThat(home.now(sample.type(), read.id()).version()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void whatIsLockedIsChangedByNobodyElse(Sample<I, R> sample) {
        Home home = world().aTenant();
        R record = sample.kept(home);
        Callable<R> change = () -> home.write(tx -> {
            R locked = home.store(sample.type()).lock(tx, record.id());
            return home.store(sample.type()).update(tx, locked);
        });

        List<Ended<R>> ended = AtOnce.all(Collections.nCopies(4, change));

        assertThat(ended).allMatch(Ended::well);
        assertThat(home.now(sample.type(), record.id()).version()).isEqualTo(5);
    }

    // Deleting and restoring

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void aDeletedRecordDoesNotExist(Sample<I, R> sample) {
        Home home = world().aTenant();
        R record = sample.kept(home);

        home.delete(sample.type(), record.id());

        assertThat(home.find(sample.type(), record.id())).isEmpty();
        assertThat(everything(home, sample)).extracting(Entity::id).doesNotContain(record.id());
        assertNotFound(() -> home.change(sample.type(), record));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void whatIsDeletedCannotBeDeletedAgain(Sample<I, R> sample) {
        Home home = world().aTenant();
        R record = sample.kept(home);
        home.delete(sample.type(), record.id());

        assertNotFound(() -> home.delete(sample.type(), record.id()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void aDeletedRecordCanBeRestored(Sample<I, R> sample) {
        Home home = world().aTenant();
        R record = sample.kept(home);
        home.delete(sample.type(), record.id());

        R restored = home.write(tx -> home.store(sample.type()).restore(tx, record.id(), LATER));

        assertThat(restored.deletedAt()).isNull();
        assertThat(restored.updatedAt()).isEqualTo(LATER);
        assertSame(Components.with(restored, List.of("version", "updatedAt"), record), record);
        assertSame(home.now(sample.type(), record.id()), restored);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void whatWasReadBeforeADeletionIsStaleAfterIt(
            Sample<I, R> sample) {
        Home home = world().aTenant();
        R read = sample.kept(home);
        home.delete(sample.type(), read.id());
        home.write(tx -> home.store(sample.type()).restore(tx, read.id(), LATER));

        assertThatThrownBy(() -> home.change(sample.type(), read)).isInstanceOf(StaleVersion.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void restoringALivingRecordChangesNothing(
            Sample<I, R> sample) {
        Home home = world().aTenant();
        R record = sample.kept(home);

        R restored = home.write(tx -> home.store(sample.type()).restore(tx, record.id(), LATER));

        assertSame(restored, record);
        assertSame(home.now(sample.type(), record.id()), record);
    }

    // All or nothing

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void whatIsRolledBackDidNotHappen(Sample<I, R> sample) {
        Home home = world().aTenant();
        R changed = sample.kept(home);
        R deleted = sample.kept(home);
        R added = sample.record(home);
        R change = sample.changed(home, changed);
        RecordStore<I, R> store = home.store(sample.type());

        assertThatThrownBy(() -> home.does(tx -> {
                    sample.keep(tx, home, added);
                    store.update(tx, change);
                    store.delete(tx, deleted.id(), LATER);
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(home.find(sample.type(), added.id())).isEmpty();
        assertSame(home.now(sample.type(), changed.id()), changed);
        assertSame(home.now(sample.type(), deleted.id()), deleted);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void whatIsNotSavedYetIsSeenByNobodyElse(Sample<I, R> sample) {
        Home home = world().aTenant();
        R changed = sample.kept(home);
        R deleted = sample.kept(home);
        R added = sample.record(home);
        R change = sample.changed(home, changed);
        RecordStore<I, R> store = home.store(sample.type());

        home.does(tx -> {
            sample.keep(tx, home, added);
            store.update(tx, change);
            store.delete(tx, deleted.id(), LATER);
            assertThat(store.get(tx, changed.id()).version()).isEqualTo(2);

            assertThat(home.find(sample.type(), added.id())).isEmpty();
            assertSame(home.now(sample.type(), changed.id()), changed);
            assertSame(home.now(sample.type(), deleted.id()), deleted);
            assertThat(everything(home, sample))
                    .extracting(Entity::id)
                    .contains(changed.id(), deleted.id())
                    .doesNotContain(added.id());
        });

        assertThat(everything(home, sample))
                .extracting(Entity::id)
                .contains(changed.id(), added.id())
                .doesNotContain(deleted.id());
    }

    @Test
    default void manyRecordsAreKeptAtOnce() {
        Home home = world().aTenant();
        List<Contact> people = IntStream.range(0, 250)
                .mapToObj(i -> person("person" + i, null, null, null))
                .toList();

        home.does(tx -> home.store(RecordTypes.CONTACTS).insertAll(tx, people));

        Contact last = people.get(249);
        assertSame(home.now(RecordTypes.CONTACTS, last.id()), last);
    }

    @Test
    default void ofManyRecordsNoneIsKeptIfOneCannotBe() {
        Home home = world().aTenant();
        Contact known = home.aContact();
        Contact first = person("first", null, null, null);
        Contact colliding = Components.with(person("second", null, null, null), "email", known.email());

        assertThatThrownBy(() ->
                        home.does(tx -> home.store(RecordTypes.CONTACTS).insertAll(tx, List.of(first, colliding))))
                .isInstanceOf(AlreadyExists.class);

        assertThat(home.find(RecordTypes.CONTACTS, first.id())).isEmpty();
    }

    @Test
    default void twoOfManyRecordsThatCollideAreRefused() {
        Home home = world().aTenant();
        Contact first = person("first", null, null, null);
        Contact second = Components.with(person("second", null, null, null), "email", first.email());

        assertThatThrownBy(() ->
                        home.does(tx -> home.store(RecordTypes.CONTACTS).insertAll(tx, List.of(first, second))))
                .isInstanceOf(AlreadyExists.class);

        assertThat(home.find(RecordTypes.CONTACTS, first.id())).isEmpty();
    }

    // Uniqueness

    @ParameterizedTest(name = "{0}")
    @MethodSource(WITH_UNIQUES)
    default <I extends Id, R extends Record & Entity<I>> void whatMustBeUniqueIsTakenOnce(Sample<I, R> sample) {
        for (Unique unique : sample.type().uniques()) {
            Home home = world().aTenant();
            R first = sample.kept(home);
            R second = Components.with(sample.record(home), unique.components(), first);

            AlreadyExists refused = catchThrowableOfType(AlreadyExists.class, () -> sample.kept(home, second));

            assertThat(refused.code()).isEqualTo(sample.type().noun() + ".already_exists");
            assertThat(refused.field())
                    .isEqualTo(Components.snakeCase(unique.components().get(0)));
            assertThat(home.find(sample.type(), second.id())).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(WITH_UNIQUES)
    default <I extends Id, R extends Record & Entity<I>> void aChangeMayNotTakeWhatIsTaken(Sample<I, R> sample) {
        for (Unique unique : sample.type().uniques()) {
            Home home = world().aTenant();
            R first = sample.kept(home);
            R second = sample.kept(home);

            assertThatThrownBy(() -> home.change(sample.type(), Components.with(second, unique.components(), first)))
                    .isInstanceOf(AlreadyExists.class);

            assertSame(home.now(sample.type(), second.id()), second);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(WITH_UNIQUES)
    default <I extends Id, R extends Record & Entity<I>> void aChangeMayKeepWhatItHas(Sample<I, R> sample) {
        Home home = world().aTenant();
        R record = sample.kept(home);

        R kept = home.change(sample.type(), Components.with(record, "updatedAt", LATER));

        assertThat(kept.version()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(WITH_UNIQUES)
    default <I extends Id, R extends Record & Entity<I>> void itIsAllComponentsTogetherThatMustDiffer(
            Sample<I, R> sample) {
        for (Unique unique : sample.type().uniques()) {
            Home home = world().aTenant();
            R first = sample.kept(home);
            for (String component : unique.components()) {
                List<String> others = unique.components().stream()
                        .filter(one -> !one.equals(component))
                        .toList();

                R second = sample.kept(home, Components.with(sample.record(home), others, first));

                assertThat(home.find(sample.type(), second.id())).isPresent();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(WITH_UNIQUES)
    default <I extends Id, R extends Record & Entity<I>> void missingValuesCountAsEqual(Sample<I, R> sample) {
        for (Unique unique : sample.type().uniques()) {
            for (String component : unique.components()) {
                if (Components.mayBeMissing(sample.type().type(), component)) {
                    Home home = world().aTenant();
                    R first = sample.kept(home, Components.with(sample.record(home), component, null));
                    R second = Components.with(sample.record(home), unique.components(), first);

                    assertThatThrownBy(() -> sample.kept(home, second)).isInstanceOf(AlreadyExists.class);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(WITH_UNIQUES)
    default <I extends Id, R extends Record & Entity<I>> void aDeletedRecordTakesNothing(Sample<I, R> sample) {
        for (Unique unique : sample.type().uniques()) {
            Home home = world().aTenant();
            R first = sample.kept(home);
            R second = Components.with(sample.record(home), unique.components(), first);
            home.delete(sample.type(), first.id());

            sample.kept(home, second);

            assertThatThrownBy(() -> home.write(tx -> home.store(sample.type()).restore(tx, first.id(), LATER)))
                    .isInstanceOf(AlreadyExists.class);
            assertThat(home.find(sample.type(), first.id())).isEmpty();
            assertThat(home.find(sample.type(), second.id())).isPresent();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(WITH_UNIQUES)
    default <I extends Id, R extends Record & Entity<I>> void anotherTenantTakesNothing(Sample<I, R> sample) {
        for (Unique unique : sample.type().uniques()) {
            List<String> own = unique.components().stream()
                    .filter(component -> sample.type().references().stream()
                            .noneMatch(reference -> reference.component().equals(component)))
                    .toList();
            Home home = world().aTenant();
            Home other = world().aTenant();
            R ours = sample.kept(home);

            R theirs = sample.kept(other, Components.with(sample.record(other), own, ours));

            assertThat(other.find(sample.type(), theirs.id())).isPresent();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(WITH_UNIQUES)
    default <I extends Id, R extends Record & Entity<I>> void ofTwoWhoTakeTheSameAtOnceOneIsRefused(
            Sample<I, R> sample) {
        Unique unique = sample.type().uniques().get(0);
        Home home = world().aTenant();
        R one = sample.record(home);
        R other = Components.with(sample.record(home), unique.components(), one);

        List<Ended<R>> ended = AtOnce.all(List.of(() -> sample.kept(home, one), () -> sample.kept(home, other)));

        assertThat(ended.stream().filter(Ended::well)).hasSize(1);
        assertThat(ended.stream().filter(end -> !end.well()).map(Ended::thrown))
                .singleElement()
                .isInstanceOf(AlreadyExists.class);
    }

    // References

    @ParameterizedTest(name = "{0}")
    @MethodSource(WITH_REFERENCES)
    default <I extends Id, R extends Record & Entity<I>> void aRecordThatNamesSomethingUnknownIsRefused(
            Sample<I, R> sample) {
        for (Reference reference : sample.type().references()) {
            Home home = world().aTenant();
            Record elsewhere = sample(reference).record(home);
            R record = Components.with(sample.record(home), reference.component(), idOf(elsewhere));

            assertUnknown(reference, () -> sample.kept(home, record));
            assertThat(home.find(sample.type(), record.id())).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(WITH_REFERENCES)
    default <I extends Id, R extends Record & Entity<I>> void aRecordThatNamesAnotherTenantsIsRefused(
            Sample<I, R> sample) {
        for (Reference reference : sample.type().references()) {
            Home home = world().aTenant();
            Record foreign = sample(reference).kept(world().aTenant());
            R record = Components.with(sample.record(home), reference.component(), idOf(foreign));

            assertUnknown(reference, () -> sample.kept(home, record));
            assertThat(home.find(sample.type(), record.id())).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(WITH_REFERENCES)
    default <I extends Id, R extends Record & Entity<I>> void aRecordThatNamesSomethingDeletedIsRefused(
            Sample<I, R> sample) {
        for (Reference reference : sample.type().references()) {
            Home home = world().aTenant();
            R record = Components.with(
                    sample.record(home), reference.component(), somethingDeleted(home, sample(reference)));

            assertUnknown(reference, () -> sample.kept(home, record));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(WITH_REFERENCES)
    default <I extends Id, R extends Record & Entity<I>> void aChangeThatNamesSomethingUnknownIsRefused(
            Sample<I, R> sample) {
        for (Reference reference : sample.type().references()) {
            Home home = world().aTenant();
            R record = sample.kept(home);
            Record unknown = sample(reference).record(home);

            assertUnknown(
                    reference,
                    () -> home.change(sample.type(), Components.with(record, reference.component(), idOf(unknown))));
            assertSame(home.now(sample.type(), record.id()), record);
        }
    }

    // Lists

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void pagesFollowTheOrderWithoutGapOrRepetition(
            Sample<I, R> sample) {
        for (String sort : sample.type().sorts()) {
            Home home = world().aTenant();
            keepWithTies(home, sample, sort);

            for (boolean descending : new boolean[] {true, false}) {
                List<R> paged = paged(home, sample, sort, descending, 2);

                List<R> expected = everything(home, sample).stream()
                        .sorted(order(sort, descending))
                        .toList();
                assertThat(paged).extracting(Entity::id).containsExactlyElementsOf(ids(expected));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void aPositionSaysWhereThePageEnded(Sample<I, R> sample) {
        for (String sort : sample.type().sorts()) {
            Home home = world().aTenant();
            keepWithTies(home, sample, sort);

            Page<R> page = list(home, sample, new ListQuery(Map.of(), null, sort, true, null, 3));

            R last = page.data().get(2);
            Object key = Components.get(last, sort);
            assertThat(page.next())
                    .isEqualTo(new Position(
                            key == null ? null : key.toString(), last.id().value()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void aRecordThatComesMeanwhileShiftsNoPage(
            Sample<I, R> sample) {
        Home home = world().aTenant();
        keepWithTies(home, sample, "createdAt");
        Page<R> first = list(home, sample, ListQuery.newest(3));
        sample.kept(home, Components.with(sample.record(home), "createdAt", LATER.plus(Duration.ofDays(30))));

        Page<R> second = list(home, sample, ListQuery.newest(3).after(first.next()));

        List<I> seen = new ArrayList<>(ids(first.data()));
        seen.addAll(ids(second.data()));
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(second.data())
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record.createdAt())
                        .isBeforeOrEqualTo(first.data().get(2).createdAt()));
    }

    @Test
    default void theLastPageSaysThatItIsTheLast() {
        Home home = world().aTenant();
        IntStream.range(0, 4).forEach(i -> home.aContact());

        ListQuery two = ListQuery.newest(2);
        Page<Contact> first = home.read(tx -> home.store(RecordTypes.CONTACTS).list(tx, two));
        Page<Contact> second = home.read(tx -> home.store(RecordTypes.CONTACTS).list(tx, two.after(first.next())));

        assertThat(first.next()).isNotNull();
        assertThat(second.data()).hasSize(2);
        assertThat(second.next()).isNull();
    }

    @Test
    default void aListOfNothingIsAnEmptyLastPage() {
        Home home = world().aTenant();

        Page<Contact> page = home.read(tx -> home.store(RecordTypes.CONTACTS).list(tx, ListQuery.newest(10)));

        assertThat(page).isEqualTo(new Page<>(List.of(), null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void aFilterLeavesWhatEqualsItsValue(Sample<I, R> sample) {
        for (String filter : sample.type().filters()) {
            Home home = world().aTenant();
            R wanted = sample.kept(home);
            sample.kept(home);
            sample.kept(home, sample.bare(sample.record(home)));
            Object value = Objects.requireNonNull(Components.get(wanted, filter));

            Page<R> page = list(home, sample, ListQuery.newest(200).where(filter, filterValue(value)));

            assertThat(page.data())
                    .extracting(Entity::id)
                    .contains(wanted.id())
                    .containsExactlyInAnyOrderElementsOf(ids(everything(home, sample).stream()
                            .filter(record -> value.equals(Components.get(record, filter)))
                            .toList()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void aFilterOfSeveralValuesLeavesWhatEqualsOneOfThem(
            Sample<I, R> sample) {
        for (String filter : sample.type().filters()) {
            Home home = world().aTenant();
            List<Object> values = Stream.of(sample.kept(home), sample.kept(home))
                    .map(record -> Objects.requireNonNull(Components.get(record, filter)))
                    .toList();
            sample.kept(home);
            Object wanted =
                    values.stream().map(RecordStoreContract::filterValue).toList();

            Page<R> page = list(home, sample, ListQuery.newest(200).where(filter, wanted));

            assertThat(page.data())
                    .extracting(Entity::id)
                    .containsExactlyInAnyOrderElementsOf(ids(everything(home, sample).stream()
                            .filter(record -> values.contains(Components.get(record, filter)))
                            .toList()));
            assertThat(page.data()).hasSizeGreaterThan(1);
            assertThat(list(home, sample, ListQuery.newest(200).where(filter, List.of()))
                            .data())
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    default <I extends Id, R extends Record & Entity<I>> void allFiltersHoldTogether(Sample<I, R> sample) {
        Home home = world().aTenant();
        R wanted = sample.kept(home);
        Map<String, Object> filters = new HashMap<>();
        for (String filter : sample.type().filters()) {
            filters.put(filter, filterValue(Objects.requireNonNull(Components.get(wanted, filter))));
        }
        sample.kept(home);

        Page<R> page = list(home, sample, new ListQuery(filters, null, "createdAt", true, null, 200));

        if (!filters.isEmpty()) {
            assertThat(page.data()).extracting(Entity::id).containsExactly(wanted.id());
        } else {
            assertThat(page.data()).extracting(Entity::id).contains(wanted.id()).hasSizeGreaterThan(1);
        }
    }

    @Test
    default void aFilteredListIsPagedToo() {
        Home home = world().aTenant();
        List<ContactId> wanted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            wanted.add(home.keep(RecordTypes.CONTACTS, person("in", null, "Acme", null))
                    .id());
            home.keep(RecordTypes.CONTACTS, person("out", null, "Other", null));
        }

        List<ContactId> found = new ArrayList<>();
        Position next = null;
        do {
            ListQuery query = ListQuery.newest(2).where("company", "Acme").after(next);
            Page<Contact> page =
                    home.read(tx -> home.store(RecordTypes.CONTACTS).list(tx, query));
            page.data().forEach(contact -> found.add(contact.id()));
            next = page.next();
        } while (next != null);

        assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    default void whatIsNotDeclaredForAListIsRefused() {
        Home home = world().aTenant();
        ListQuery byUndeclared = ListQuery.newest(10).where("attributes", "x");
        ListQuery sortedByUndeclared = new ListQuery(Map.of(), null, "email", true, null, 10);
        ListQuery searching = ListQuery.newest(10).searching("word");

        assertThatThrownBy(
                        () -> home.read(tx -> home.store(RecordTypes.CONTACTS).list(tx, byUndeclared)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> home.read(tx -> home.store(RecordTypes.CONTACTS).list(tx, sortedByUndeclared)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> home.read(tx -> home.store(RecordTypes.NOTES).list(tx, searching)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // Search

    @Test
    default void aPersonIsFoundByTheBeginningsOfWords() {
        Home home = world().aTenant();
        Contact ada = home.keep(
                RecordTypes.CONTACTS,
                Components.with(
                        person("Ada", "Lovelace-King", "Analytical Engines", "Head of Research"),
                        "email",
                        new EmailAddress("countess.ada@lovelace.example")));
        Contact grace = home.keep(RecordTypes.CONTACTS, person("Grace", "Hopper", "Navy", "Admiral"));

        assertThat(found(home, "ada")).containsExactly(ada.id());
        assertThat(found(home, "Lov")).containsExactly(ada.id());
        assertThat(found(home, "KING")).containsExactly(ada.id());
        assertThat(found(home, "engin")).containsExactly(ada.id());
        assertThat(found(home, "research")).containsExactly(ada.id());
        assertThat(found(home, "countess")).containsExactly(ada.id());
        assertThat(found(home, "countess.ada@lovelace.example")).containsExactly(ada.id());
        assertThat(found(home, "admiral")).containsExactly(grace.id());
        assertThat(found(home, "nobody")).isEmpty();
    }

    @Test
    default void everyWordOfASearchMustBeginAWord() {
        Home home = world().aTenant();
        Contact ada = home.keep(RecordTypes.CONTACTS, person("Ada", "Lovelace", "Engines", null));
        home.keep(RecordTypes.CONTACTS, person("Ada", "Byron", "Poems", null));

        assertThat(found(home, "ada eng")).containsExactly(ada.id());
        assertThat(found(home, "love  ADA")).containsExactly(ada.id());
        assertThat(found(home, "ada engines poems")).isEmpty();
    }

    @Test
    default void theMiddleOfAWordIsNotSearched() {
        Home home = world().aTenant();
        home.keep(RecordTypes.CONTACTS, person("Ada", "Lovelace", null, null));

        assertThat(found(home, "lace")).isEmpty();
        assertThat(found(home, "da")).isEmpty();
    }

    @Test
    default void aSearchTellsLettersOfEveryAlphabetAndNoCase() {
        Home home = world().aTenant();
        Contact one = home.keep(RecordTypes.CONTACTS, person("Éloïse", "Ångström", "Ölwerk", null));
        Contact other = home.keep(RecordTypes.CONTACTS, person("Юлия", "田中", null, null));

        assertThat(found(home, "élo")).containsExactly(one.id());
        assertThat(found(home, "ÅNG ölw")).containsExactly(one.id());
        assertThat(found(home, "юл 田")).containsExactly(other.id());
    }

    @Test
    default void aSearchIsTextAndNothingElse() {
        Home home = world().aTenant();
        home.keep(RecordTypes.CONTACTS, person("Ada", "Lovelace", null, null));

        assertThat(found(home, "%da")).isEmpty();
        assertThat(found(home, "_da")).isEmpty();
        assertThat(found(home, "nobody' or 'a'='a")).isEmpty();
        assertThat(found(home, "nobody | ada:*")).isEmpty();
        assertThat(found(home, "ada & !nobody")).isEmpty();
        assertThat(found(home, "%\\"))
                .as("a search without a word asks for nothing")
                .hasSize(1);
    }

    @Test
    default void aSearchFollowsTheChangesOfAPerson() {
        Home home = world().aTenant();
        Contact ada = home.keep(RecordTypes.CONTACTS, person("Ada", "Byron", null, null));

        home.change(RecordTypes.CONTACTS, Components.with(ada, "lastName", "Lovelace"));

        assertThat(found(home, "lovelace")).containsExactly(ada.id());
        assertThat(found(home, "byron")).isEmpty();
    }

    @Test
    default void aSearchFindsNoDeletedPersonAndNobodyElses() {
        Home home = world().aTenant();
        Home other = world().aTenant();
        Contact deleted = home.keep(RecordTypes.CONTACTS, person("Ada", "Lovelace", null, null));
        home.delete(RecordTypes.CONTACTS, deleted.id());
        other.keep(RecordTypes.CONTACTS, person("Ada", "Lovelace", null, null));

        assertThat(found(home, "ada")).isEmpty();
    }

    @Test
    default void aLeadIsFoundByTheWordsOfItsPerson() {
        Home home = world().aTenant();
        Contact ada = home.keep(RecordTypes.CONTACTS, person("Ada", "Lovelace", null, null));
        Lead one = home.aLead(ada, null);
        Lead two = home.aLead(ada, home.aCampaign());
        home.aLead();

        Page<Lead> page = home.read(tx ->
                home.store(RecordTypes.LEADS).list(tx, ListQuery.newest(10).searching("lovel")));

        assertThat(page.data()).extracting(Lead::id).containsExactlyInAnyOrder(one.id(), two.id());
    }

    @Test
    default void aSearchIsFilteredAndPaged() {
        Home home = world().aTenant();
        Set<ContactId> wanted = Set.copyOf(IntStream.range(0, 5)
                .mapToObj(i -> home.keep(RecordTypes.CONTACTS, person("Ada" + i, null, "Acme", null))
                        .id())
                .toList());
        home.keep(RecordTypes.CONTACTS, person("Ada", null, "Other", null));
        ListQuery query = ListQuery.newest(3).searching("ada").where("company", "Acme");

        Page<Contact> first = home.read(tx -> home.store(RecordTypes.CONTACTS).list(tx, query));
        Page<Contact> second = home.read(tx -> home.store(RecordTypes.CONTACTS).list(tx, query.after(first.next())));

        assertThat(first.data()).hasSize(3);
        assertThat(second.next()).isNull();
        assertThat(Stream.concat(first.data().stream(), second.data().stream()).map(Contact::id))
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    // What the tests above are made of

    private List<ContactId> found(Home home, String words) {
        return home
                .read(tx -> home.store(RecordTypes.CONTACTS)
                        .list(tx, ListQuery.newest(200).searching(words)))
                .data()
                .stream()
                .map(Contact::id)
                .toList();
    }

    private static Contact person(
            String first, @Nullable String last, @Nullable String company, @Nullable String title) {
        return Contact.meet(
                new ContactId(World.id()),
                new Contact.Profile(
                        // Words that no test searches for.
                        new EmailAddress("zq" + World.word() + "@zq.example"),
                        null,
                        first,
                        last,
                        company,
                        title,
                        null,
                        Map.of()),
                World.NOW);
    }

    private static <I extends Id, R extends Record & Entity<I>> Page<R> list(
            Home home, Sample<I, R> sample, ListQuery query) {
        return home.read(tx -> home.store(sample.type()).list(tx, query));
    }

    private static <I extends Id, R extends Record & Entity<I>> List<R> everything(Home home, Sample<I, R> sample) {
        return list(home, sample, ListQuery.newest(ListQuery.MAX_LIMIT)).data();
    }

    private static <I extends Id, R extends Record & Entity<I>> List<R> paged(
            Home home, Sample<I, R> sample, String sort, boolean descending, int limit) {
        List<R> all = new ArrayList<>();
        Position next = null;
        do {
            Page<R> page = list(home, sample, new ListQuery(Map.of(), null, sort, descending, next, limit));
            assertThat(page.data()).isNotEmpty().hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.data());
            next = page.next();
        } while (next != null);
        return all;
    }

    /** Seven records whose sort keys tie in threes and twos, without one where the type allows it. */
    private static <I extends Id, R extends Record & Entity<I>> void keepWithTies(
            Home home, Sample<I, R> sample, String sort) {
        boolean mayBeMissing = Components.mayBeMissing(sample.type().type(), sort);
        for (int rank : new int[] {1, 0, 2, 1, 0, 2, 1}) {
            Object key = mayBeMissing && rank == 2
                    ? null
                    : sortKey(Components.type(sample.type().type(), sort), rank);
            sample.kept(home, Components.with(sample.record(home), sort, key));
        }
    }

    private static Object sortKey(Class<?> type, int rank) {
        if (type == Instant.class) {
            return World.NOW.plus(Duration.ofMillis(rank));
        }
        if (type == LocalDate.class) {
            return LocalDate.of(2026, 3, 2 + rank);
        }
        return type == String.class ? List.of("alpha", "beta", "gamma").get(rank) : (Object) (9 + rank);
    }

    private static <R extends Record & Entity<?>> Comparator<R> order(String sort, boolean descending) {
        Comparator<R> byKey = Comparator.comparing(record -> keyOf(record, sort));
        Comparator<R> byId = Comparator.comparing(record -> record.id().value().toString());
        Comparator<R> both = byKey.thenComparing(byId);
        return Comparator.<R, Boolean>comparing(record -> Components.get(record, sort) == null)
                .thenComparing(descending ? both.reversed() : both);
    }

    @SuppressWarnings("unchecked") // sort keys are comparable with their like
    private static Comparable<Object> keyOf(Record record, String sort) {
        Object key = Components.get(record, sort);
        return (Comparable<Object>) (key == null ? "" : key);
    }

    private static <I extends Id, R extends Record & Entity<I>> List<I> ids(List<R> records) {
        return records.stream().map(Entity::id).toList();
    }

    /** As a list's caller writes it: addresses and numbers as their text. */
    private static Object filterValue(Object value) {
        return value instanceof EmailAddress || value instanceof PhoneNumber ? value.toString() : value;
    }

    private static Sample<?, ?> sample(Reference reference) {
        return Sample.all()
                .filter(sample -> sample.type().equals(reference.target()))
                .findFirst()
                .orElseThrow();
    }

    private static Object idOf(Record record) {
        return Objects.requireNonNull(Components.get(record, "id"));
    }

    private static <I extends Id, R extends Record & Entity<I>> I somethingDeleted(Home home, Sample<I, R> sample) {
        R record = sample.kept(home);
        home.delete(sample.type(), record.id());
        return record.id();
    }

    private static void assertUnknown(Reference reference, ThrowingCallable refusedAction) {
        Rejected refused = catchThrowableOfType(Rejected.class, refusedAction);
        assertThat(refused).as(reference.component()).isNotNull();
        assertThat(refused.code()).isEqualTo(reference.target().noun() + ".unknown");
        assertThat(refused.violations().get(0).field()).isEqualTo(Components.snakeCase(reference.component()));
    }

    private static void assertNotFound(ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOf(NotFound.class);
    }

    /** Equal in every component; amounts of money by their value. */
    private static void assertSame(Record actual, Record expected) {
        assertThat(actual)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(expected);
    }
}
