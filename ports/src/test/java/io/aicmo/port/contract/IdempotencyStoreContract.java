package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.IdempotencyStore.Answer;
import io.aicmo.port.IdempotencyStore.StillRunning;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.contract.AtOnce.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What {@link IdempotencyStore} promises. */
public interface IdempotencyStoreContract extends StoreContract {
    Answer ANSWER =
            new Answer("hash of route and body", 201, "/v1/leads/1", new Sealed(Sealed.PREFIX + "ÜnïA 'quoted'"));

    @Test
    default void aNewKeyIsToBeCarriedOut() {
        Home home = world().aTenant();

        assertThat(claim(home, "key", World.NOW)).isEmpty();
    }

    @Test
    default void anAnswerThatWasGivenIsGivenAgain() {
        Home home = world().aTenant();
        carryOut(home, "key", World.NOW);

        assertThat(claim(home, "key", World.NOW.plusSeconds(1))).contains(ANSWER);
        assertThat(claim(home, "key", World.NOW.plusSeconds(2))).contains(ANSWER);
    }

    @Test
    default void anAnswerIsForgottenAfterADay() {
        Home home = world().aTenant();
        carryOut(home, "key", World.NOW);

        assertThat(claim(home, "key", World.NOW.plus(Duration.ofHours(24)).minusMillis(1)))
                .contains(ANSWER);
        assertThat(claim(home, "key", World.NOW.plus(Duration.ofHours(24)).plusMillis(1)))
                .isEmpty();
    }

    @Test
    default void aForgottenKeyTakesANewAnswer() {
        Home home = world().aTenant();
        carryOut(home, "key", World.NOW);
        Instant nextDay = World.NOW.plus(Duration.ofHours(25));
        Answer next = new Answer("another hash", 200, "", new Sealed(Sealed.PREFIX + "another"));

        home.does(tx -> {
            assertThat(adapter().idempotency().claim(tx, "credential", "key", nextDay))
                    .isEmpty();
            adapter().idempotency().keep(tx, "credential", "key", next, nextDay);
        });

        assertThat(claim(home, "key", nextDay.plus(Duration.ofHours(23)))).contains(next);
    }

    @Test
    default void anotherKeyCredentialOrTenantIsAnotherRequest() {
        Home home = world().aTenant();
        Home other = world().aTenant();
        carryOut(home, "key", World.NOW);

        assertThat(claim(home, "another key", World.NOW)).isEmpty();
        assertThat(claim(other, "key", World.NOW)).isEmpty();
        Optional<Answer> ofOther =
                home.write(tx -> adapter().idempotency().claim(tx, "another credential", "key", World.NOW));
        assertThat(ofOther).isEmpty();
    }

    @Test
    default void aRequestThatIsBeingCarriedOutIsNotBegunTwice() {
        Home home = world().aTenant();

        home.does(tx -> {
            assertThat(adapter().idempotency().claim(tx, "credential", "key", World.NOW))
                    .isEmpty();
            assertThatThrownBy(() -> claim(home, "key", World.NOW)).isInstanceOf(StillRunning.class);
            adapter().idempotency().keep(tx, "credential", "key", ANSWER, World.NOW);
            assertThatThrownBy(() -> claim(home, "key", World.NOW)).isInstanceOf(StillRunning.class);
        });

        assertThat(claim(home, "key", World.NOW)).contains(ANSWER);
    }

    @Test
    default void anotherKeyIsNotHeldUp() {
        Home home = world().aTenant();
        Home other = world().aTenant();

        home.does(tx -> {
            adapter().idempotency().claim(tx, "credential", "key", World.NOW);
            assertThat(claim(home, "another key", World.NOW)).isEmpty();
            assertThat(claim(other, "key", World.NOW)).isEmpty();
        });
    }

    @Test
    default void whatWasRolledBackIsToBeCarriedOutAgain() {
        Home home = world().aTenant();

        assertThatThrownBy(() -> home.does(tx -> {
                    adapter().idempotency().claim(tx, "credential", "key", World.NOW);
                    adapter().idempotency().keep(tx, "credential", "key", ANSWER, World.NOW);
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(claim(home, "key", World.NOW)).isEmpty();
    }

    @Test
    default void aClaimWithoutAnAnswerIsGivenBack() {
        Home home = world().aTenant();
        claim(home, "key", World.NOW);

        assertThat(claim(home, "key", World.NOW)).isEmpty();
    }

    @Test
    default void whateverHappensAtOnceTheEffectHappensOnce() {
        Home home = world().aTenant();
        Callable<String> request = () -> home.write(tx -> {
            Optional<Answer> known = adapter().idempotency().claim(tx, "credential", "key", World.NOW);
            if (known.isPresent()) {
                return "replayed";
            }
            home.store(RecordTypes.CONTACTS).insert(tx, Sample.CONTACTS.record(home));
            adapter().idempotency().keep(tx, "credential", "key", ANSWER, World.NOW);
            return "done";
        });

        List<Ended<String>> ended = AtOnce.all(Collections.nCopies(8, request));

        assertThat(ended.stream().filter(one -> "done".equals(one.result()))).hasSize(1);
        assertThat(ended.stream().filter(one -> !one.well()).map(Ended::thrown))
                .allMatch(StillRunning.class::isInstance);
        assertThat(home.read(tx -> home.store(RecordTypes.CONTACTS).list(tx, ListQuery.newest(10)))
                        .data())
                .hasSize(1);
    }

    @Test
    default void eachAnswerHasAPlaceOfItsOwn() {
        TenantId tenant = new TenantId(World.id());

        assertThat(IdempotencyStore.place(tenant, "one", "key"))
                .isEqualTo(IdempotencyStore.place(tenant, "one", "key"));
        assertThat(List.of(
                        IdempotencyStore.place(tenant, "one", "key"),
                        IdempotencyStore.place(tenant, "on", "ekey"),
                        IdempotencyStore.place(tenant, "one", "yek"),
                        IdempotencyStore.place(new TenantId(World.id()), "one", "key")))
                .doesNotHaveDuplicates();
    }

    private Optional<Answer> claim(Home home, String key, Instant now) {
        return home.write(tx -> adapter().idempotency().claim(tx, "credential", key, now));
    }

    private void carryOut(Home home, String key, Instant now) {
        home.does(tx -> {
            adapter().idempotency().claim(tx, "credential", key, now);
            adapter().idempotency().keep(tx, "credential", key, ANSWER, now);
        });
    }
}
