package io.aicmo.port.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.contract.Home;
import io.aicmo.port.contract.World;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the memory does beyond the contracts. */
class InMemoryTest {
    private final InMemory memory = new InMemory();
    private final Home home = new World(InMemoryAdapter.of(memory)).aTenant();

    @Test
    void whoeverReadsDoesNotWaitForAnOpenWrite() {
        Contact contact = somebody();

        home.does(tx -> {
            memory.records().of(RecordTypes.CONTACTS).insert(tx, contact);
            boolean seen = inAnotherThread(
                    () -> home.find(RecordTypes.CONTACTS, contact.id()).isPresent());
            assertThat(seen).isFalse();
        });

        assertThat(home.find(RecordTypes.CONTACTS, contact.id())).isPresent();
    }

    @Test
    void aWriteThatHasChangedNothingYetHoldsNobodyUp() {
        Contact contact = somebody();

        home.does(tx -> {
            home.find(RecordTypes.CONTACTS, contact.id());
            inAnotherThread(() -> home.keep(RecordTypes.CONTACTS, contact));
            assertThat(memory.records().of(RecordTypes.CONTACTS).find(tx, contact.id()))
                    .as("each look sees what was committed before it")
                    .isPresent();
        });
    }

    @Test
    void aReadChangesNothing() {
        Contact contact = somebody();

        assertThatThrownBy(() -> home.read(
                        tx -> memory.records().of(RecordTypes.CONTACTS).insert(tx, contact)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(home.find(RecordTypes.CONTACTS, contact.id())).isEmpty();
    }

    @Test
    void aTransactionOfAnotherWorldIsRefused() {
        InMemory elsewhere = new InMemory();
        Contact contact = somebody();

        home.does(tx -> assertThatThrownBy(
                        () -> elsewhere.records().of(RecordTypes.CONTACTS).insert(tx, contact))
                .isInstanceOf(IllegalArgumentException.class));
        assertThatThrownBy(() -> memory.records().of(RecordTypes.CONTACTS).insert((Tx) home::actor, contact))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoWorldsShareNothing() {
        Contact contact = home.keep(RecordTypes.CONTACTS, somebody());
        InMemory elsewhere = new InMemory();

        boolean there = elsewhere
                .transactions()
                .read(
                        home.actor(),
                        tx -> elsewhere.records().of(RecordTypes.CONTACTS).find(tx, contact.id()))
                .isPresent();

        assertThat(there).isFalse();
        assertThat(elsewhere.credentials().tenantExists(home.tenant())).isFalse();
    }

    private static <T> T inAnotherThread(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the other thread did not end", e);
        }
    }

    private static Contact somebody() {
        return Contact.meet(
                new ContactId(World.id()),
                Contact.Profile.of(new EmailAddress(World.word() + "@example.com")),
                World.NOW);
    }
}
