package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What {@link Transactions} promise. */
public interface TransactionsContract extends StoreContract {

    @Test
    default void whatAWriteDidIsThereWhenItReturns() {
        Home home = world().aTenant();
        Contact contact = somebody();

        String answer = home.write(tx -> {
            contacts().insert(tx, contact);
            return "done";
        });

        assertThat(answer).isEqualTo("done");
        assertThat(isThere(home, contact)).isTrue();
    }

    @Test
    default void aWriteThatThrowsLeavesNothingAndThrowsTheSame() {
        Home home = world().aTenant();
        Contact one = somebody();
        Contact other = somebody();
        IllegalStateException broken = new IllegalStateException("broken");

        assertThatThrownBy(() -> home.write(tx -> {
                    contacts().insert(tx, one);
                    contacts().insert(tx, other);
                    throw broken;
                }))
                .isSameAs(broken);

        assertThat(isThere(home, one)).isFalse();
        assertThat(isThere(home, other)).isFalse();
    }

    @Test
    default void aReadThrowsWhatItsWorkThrows() {
        Home home = world().aTenant();
        IllegalStateException broken = new IllegalStateException("broken");

        assertThatThrownBy(() -> home.read(tx -> {
                    throw broken;
                }))
                .isSameAs(broken);
    }

    @Test
    default void aTransactionSeesItsOwnUnsavedChanges() {
        Home home = world().aTenant();
        Contact contact = somebody();

        home.does(tx -> {
            contacts().insert(tx, contact);
            assertThat(contacts().find(tx, contact.id())).isPresent();
            contacts().delete(tx, contact.id(), World.NOW);
            assertThat(contacts().find(tx, contact.id())).isEmpty();
        });
    }

    @Test
    default void unsavedChangesAreInvisibleToOthers() {
        Home home = world().aTenant();
        Contact contact = somebody();

        home.does(tx -> {
            contacts().insert(tx, contact);
            assertThat(isThere(home, contact)).isFalse();
        });

        assertThat(isThere(home, contact)).isTrue();
    }

    @Test
    default void aTransactionSaysWhoActsAndForWhom() {
        Home home = world().aTenant();

        home.does(tx -> {
            assertThat(tx.actor()).isEqualTo(home.actor());
            assertThat(tx.tenant()).isEqualTo(home.tenant());
        });
        assertThat(home.<Actor>read(Tx::actor)).isEqualTo(home.actor());
    }

    @Test
    default void anActorWithinATransactionSeesItsUnsavedChanges() {
        Home home = world().aTenant();
        Contact contact = somebody();

        home.does(tx -> {
            contacts().insert(tx, contact);
            boolean seen = transactions()
                    .read(home.actor().within(tx), joined -> contacts().find(joined, contact.id()))
                    .isPresent();
            assertThat(seen).isTrue();
        });
    }

    @Test
    default void whatAnActorWithinATransactionDoesIsKeptWithIt() {
        Home home = world().aTenant();
        Contact contact = somebody();

        home.does(tx -> {
            transactions().write(home.actor().within(tx), joined -> contacts().insert(joined, contact));
            assertThat(isThere(home, contact)).isFalse();
        });

        assertThat(isThere(home, contact)).isTrue();
    }

    @Test
    default void whatAnActorWithinATransactionDoesIsUndoneWithIt() {
        Home home = world().aTenant();
        Contact contact = somebody();

        assertThatThrownBy(() -> home.does(tx -> {
                    transactions()
                            .write(home.actor().within(tx), joined -> contacts().insert(joined, contact));
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(isThere(home, contact)).isFalse();
    }

    @Test
    default void workThatJoinedAndThrewRollsNothingBackByItself() {
        Home home = world().aTenant();
        Contact contact = somebody();

        home.does(tx -> {
            contacts().insert(tx, contact);
            assertThatThrownBy(() -> transactions().write(home.actor().within(tx), joined -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
        });

        assertThat(isThere(home, contact)).isTrue();
    }

    @Test
    default void anotherTenantsActorCannotJoin() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();

        home.does(tx -> assertThatThrownBy(
                        () -> transactions().read(stranger.actor().within(tx), joined -> "seen"))
                .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    default void aTransactionIsWorthlessOnceItReturned() {
        Home home = world().aTenant();
        Contact contact = somebody();
        AtomicReference<Tx> kept = new AtomicReference<>();
        home.does(kept::set);

        assertThatThrownBy(() -> contacts().insert(kept.get(), contact)).isInstanceOf(RuntimeException.class);

        assertThat(isThere(home, contact)).isFalse();
    }

    private Transactions transactions() {
        return adapter().transactions();
    }

    private RecordStore<ContactId, Contact> contacts() {
        return adapter().records().of(RecordTypes.CONTACTS);
    }

    private boolean isThere(Home home, Contact contact) {
        return home.find(RecordTypes.CONTACTS, contact.id()).isPresent();
    }

    private static Contact somebody() {
        return Contact.meet(
                new ContactId(World.id()),
                Contact.Profile.of(new EmailAddress(World.word() + "@example.com")),
                World.NOW);
    }
}
