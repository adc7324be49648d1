package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.MembershipId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.tenant.Membership;
import io.aicmo.domain.tenant.Role;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.port.Actor;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.NotFound;
import io.aicmo.port.contract.AtOnce.Ended;
import io.aicmo.port.tenant.TenantStore;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What {@link TenantStore} promises. */
public interface TenantStoreContract extends StoreContract {

    @Test
    default void aTenantIsFoundAsItWasKept() {
        Actor actor = Actor.system(new TenantId(World.id()));
        Tenant tenant = new Tenant(actor.tenant(), "Müller & Söhne 東京", ZoneId.of("Asia/Kolkata"), World.NOW);

        adapter().transactions().write(actor, tx -> {
            adapter().tenants().insert(tx, tenant);
            return tenant;
        });

        Tenant kept = adapter().transactions().read(actor, adapter().tenants()::get);
        assertThat(kept).isEqualTo(tenant);
    }

    @Test
    default void aTenantThatDoesNotExistIsNotFound() {
        Actor actor = Actor.system(new TenantId(World.id()));

        assertThatThrownBy(() -> adapter().transactions().read(actor, adapter().tenants()::get))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void aTenantThatWasRolledBackDoesNotExist() {
        Actor actor = Actor.system(new TenantId(World.id()));

        assertThatThrownBy(() -> adapter().transactions().write(actor, tx -> {
                    adapter().tenants().insert(tx, tenant(actor.tenant()));
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThatThrownBy(() -> adapter().transactions().read(actor, adapter().tenants()::get))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void aTransactionKeepsItsOwnTenantAndNoOther() {
        Home home = world().aTenant();
        Actor other = Actor.system(new TenantId(World.id()));

        assertThatThrownBy(() -> home.does(tx -> adapter().tenants().insert(tx, tenant(other.tenant()))))
                .isInstanceOf(RuntimeException.class);

        assertThatThrownBy(() -> adapter().transactions().read(other, adapter().tenants()::get))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void aUserIsKnownByTheAddressInWhateverTenant() {
        Home home = world().aTenant();
        Home other = world().aTenant();
        String address = World.word() + "@example.com";
        UserId first = new UserId(World.id());

        UserId here = userFor(home, address, first);
        UserId again = userFor(home, address.toUpperCase(Locale.ROOT), new UserId(World.id()));
        UserId there = userFor(other, address, new UserId(World.id()));

        assertThat(here).isEqualTo(first);
        assertThat(again).isEqualTo(first);
        assertThat(there).isEqualTo(first);
    }

    @Test
    default void anotherAddressIsAnotherUser() {
        Home home = world().aTenant();
        UserId one = new UserId(World.id());
        UserId other = new UserId(World.id());

        assertThat(userFor(home, World.word() + "@example.com", one)).isEqualTo(one);
        assertThat(userFor(home, World.word() + "@example.com", other)).isEqualTo(other);
    }

    @Test
    default void aUserWhoIsAskedForAtOnceIsOneUser() {
        Home home = world().aTenant();
        String address = World.word() + "@example.com";
        List<Callable<UserId>> askers = Collections.nCopies(6, () -> userFor(home, address, new UserId(World.id())));

        List<Ended<UserId>> ended = AtOnce.all(askers);

        assertThat(ended).allMatch(Ended::well);
        assertThat(ended.stream().map(Ended::result).distinct()).hasSize(1);
    }

    @Test
    default void membershipsAreListedTheOldestFirst() {
        Home home = world().aTenant();
        Membership younger = member(home, Role.REP, World.NOW.plusSeconds(5));
        Membership older = member(home, Role.OWNER, World.NOW.minusSeconds(5));
        Membership middle = new Membership(
                new MembershipId(World.id()),
                userFor(home, World.word() + "@example.com", new UserId(World.id())),
                Role.VIEWER,
                Set.of(home.workspace().id(), home.aWorkspace().id()),
                World.NOW);

        home.does(tx -> {
            adapter().tenants().insert(tx, younger);
            adapter().tenants().insert(tx, older);
            adapter().tenants().insert(tx, middle);
        });

        assertThat(memberships(home)).containsExactly(older, middle, younger);
    }

    @Test
    default void anOwnerIsReachedByTheAddressOfItsUser() {
        Home home = world().aTenant();
        EmailAddress address = new EmailAddress(World.word() + "@example.com");
        UserId owner = userFor(home, address.value(), new UserId(World.id()));
        Membership owns = new Membership(new MembershipId(World.id()), owner, Role.OWNER, Set.of(), World.NOW);
        Membership helps = member(home, Role.ADMIN, World.NOW);

        home.does(tx -> {
            adapter().tenants().insert(tx, owns);
            adapter().tenants().insert(tx, helps);
        });

        assertThat(home.read(adapter().tenants()::owners)).containsExactly(address);
        assertThat(world().aTenant().read(adapter().tenants()::owners)).isEmpty();
    }

    @Test
    default void nobodyIsAMemberTwice() {
        Home home = world().aTenant();
        Membership first = member(home, Role.REP, World.NOW);
        Membership second = new Membership(
                new MembershipId(World.id()), first.userId(), Role.ADMIN, Set.of(), World.NOW.plusSeconds(1));
        home.does(tx -> adapter().tenants().insert(tx, first));

        AlreadyExists refused = catchThrowableOfType(
                AlreadyExists.class, () -> home.does(tx -> adapter().tenants().insert(tx, second)));

        assertThat(refused.code()).isEqualTo("membership.already_exists");
        assertThat(memberships(home)).containsExactly(first);
    }

    @Test
    default void aUserMayBeAMemberOfSeveralTenantsAndEachSeesItsOwn() {
        Home home = world().aTenant();
        Home other = world().aTenant();
        Membership here = member(home, Role.REP, World.NOW);
        Membership there = new Membership(new MembershipId(World.id()), here.userId(), Role.OWNER, Set.of(), World.NOW);

        home.does(tx -> adapter().tenants().insert(tx, here));
        other.does(tx -> adapter().tenants().insert(tx, there));

        assertThat(memberships(home)).containsExactly(here);
        assertThat(memberships(other)).containsExactly(there);
    }

    private List<Membership> memberships(Home home) {
        return home.read(adapter().tenants()::memberships);
    }

    private UserId userFor(Home home, String address, UserId ifNew) {
        return home.write(tx -> adapter().tenants().userFor(tx, new EmailAddress(address), ifNew));
    }

    private Membership member(Home home, Role role, Instant since) {
        UserId user = userFor(home, World.word() + "@example.com", new UserId(World.id()));
        return new Membership(new MembershipId(World.id()), user, role, Set.of(), since);
    }

    private static Tenant tenant(TenantId id) {
        return new Tenant(id, "Tenant", ZoneId.of("UTC"), World.NOW);
    }
}
