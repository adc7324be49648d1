package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.RecordVersion;
import io.aicmo.port.VersionStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link VersionStore} promises, of every record type that is versioned. */
public interface VersionStoreContract extends StoreContract {
    String VERSIONED = "io.aicmo.port.contract.VersionStoreContract#versioned";
    String UNVERSIONED = "io.aicmo.port.contract.VersionStoreContract#unversioned";

    static Stream<Sample<?, ?>> versioned() {
        return Sample.all()
                .filter(sample -> RecordTypes.VERSIONED.contains(sample.type().noun()));
    }

    static Stream<Sample<?, ?>> unversioned() {
        return Sample.all()
                .filter(sample -> !RecordTypes.VERSIONED.contains(sample.type().noun()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(VERSIONED)
    default <I extends Id, R extends Record & Entity<I>> void everyChangeIsAVersionAsItWasKept(Sample<I, R> sample) {
        Home home = world().aTenant();
        R first = sample.kept(home);
        R second = home.change(
                sample.type(),
                Components.with(sample.changed(home, first), "updatedAt", World.NOW.plus(Duration.ofHours(1))));

        List<RecordVersion<R>> versions = versions(home, sample, first.id());

        assertThat(versions).extracting(RecordVersion::version).containsExactly(2L, 1L);
        assertThat(versions).extracting(RecordVersion::record).containsExactly(second, first);
        assertThat(versions)
                .extracting(RecordVersion::keptAt)
                .containsExactly(World.NOW.plus(Duration.ofHours(1)), World.NOW);
        assertThat(versions).extracting(RecordVersion::by).containsOnly(Actor.Kind.SYSTEM);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(VERSIONED)
    default <I extends Id, R extends Record & Entity<I>> void aVersionIsFoundByItsNumber(Sample<I, R> sample) {
        Home home = world().aTenant();
        R first = sample.kept(home, sample.bare(sample.record(home)));
        home.change(sample.type(), sample.changed(home, first));

        Optional<RecordVersion<R>> found = version(home, sample, first.id(), 1);
        Optional<RecordVersion<R>> none = version(home, sample, first.id(), 3);
        assertThat(found).map(RecordVersion::record).contains(first);
        assertThat(none).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(VERSIONED)
    default <I extends Id, R extends Record & Entity<I>> void versionsAreReadInParts(Sample<I, R> sample) {
        Home home = world().aTenant();
        R first = sample.kept(home);
        R second = home.change(sample.type(), sample.changed(home, first));
        home.change(sample.type(), sample.changed(home, second));

        assertThat(versions(home, sample, first.id(), null, 2))
                .extracting(RecordVersion::version)
                .containsExactly(3L, 2L);
        assertThat(versions(home, sample, first.id(), 2L, 2))
                .extracting(RecordVersion::version)
                .containsExactly(1L);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(VERSIONED)
    default <I extends Id, R extends Record & Entity<I>> void aChangeThatIsRolledBackIsNoVersion(Sample<I, R> sample) {
        Home home = world().aTenant();
        R record = sample.record(home);

        assertThatThrownBy(() -> home.write(tx -> {
                    sample.keep(tx, home, record);
                    throw new IllegalStateException("rolled back");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(versions(home, sample, record.id())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(VERSIONED)
    default <I extends Id, R extends Record & Entity<I>> void anotherTenantsVersionsDoNotExist(Sample<I, R> sample) {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        R record = sample.kept(home);

        assertThat(versions(stranger, sample, record.id())).isEmpty();
        Optional<RecordVersion<R>> found = version(stranger, sample, record.id(), 1);
        assertThat(found).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(UNVERSIONED)
    default <I extends Id, R extends Record & Entity<I>> void ofWhatIsNotVersionedNothingIsKept(Sample<I, R> sample) {
        Home home = world().aTenant();

        assertThat(versions(home, sample, sample.kept(home).id())).isEmpty();
    }

    private <I extends Id, R extends Record & Entity<I>> List<RecordVersion<R>> versions(
            Home home, Sample<I, R> sample, I id) {
        return versions(home, sample, id, null, 100);
    }

    private <I extends Id, R extends Record & Entity<I>> List<RecordVersion<R>> versions(
            Home home, Sample<I, R> sample, I id, @Nullable Long before, int limit) {
        return home.read(tx -> adapter().records().versions().list(tx, sample.type(), id, before, limit));
    }

    private <I extends Id, R extends Record & Entity<I>> Optional<RecordVersion<R>> version(
            Home home, Sample<I, R> sample, I id, long version) {
        return home.read(tx -> adapter().records().versions().find(tx, sample.type(), id, version));
    }
}
