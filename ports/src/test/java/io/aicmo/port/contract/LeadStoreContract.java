package io.aicmo.port.contract;

import static io.aicmo.port.contract.Happening.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Contact.Profile;
import io.aicmo.domain.crm.Deliverability;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadRouter.Candidate;
import io.aicmo.domain.crm.LeadScore;
import io.aicmo.domain.crm.LeadScoring;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.LeadScoreId;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Role;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.contract.AtOnce.Ended;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.LeadStore.Engagement;
import io.aicmo.port.crm.LeadStore.Upserted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link LeadStore} promises. */
public interface LeadStoreContract extends StoreContract {
    EmailAddress ADA = new EmailAddress("ada@example.com");
    Instant LATER = World.NOW.plus(Duration.ofHours(1));

    // Finding or making a person and a lead

    @Test
    default void anUnknownPersonIsMadeWithALead() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Profile profile = new Profile(
                ADA,
                new PhoneNumber("+14155550123"),
                "Ada",
                "Lovelace",
                "Engines",
                "Countess",
                "London",
                Map.of("utm", "spring"));

        Upserted upserted = upsert(home, profile, campaign.id(), "landing_page:offer", World.NOW);

        assertThat(upserted.created()).isTrue();
        assertThat(home.now(RecordTypes.CONTACTS, upserted.contactId()))
                .isEqualTo(Contact.meet(upserted.contactId(), profile, World.NOW));
        assertThat(home.now(RecordTypes.LEADS, upserted.leadId()))
                .isEqualTo(Lead.capture(
                        upserted.leadId(),
                        upserted.contactId(),
                        home.workspace().id(),
                        campaign.id(),
                        "landing_page:offer",
                        World.NOW));
    }

    @Test
    default void theSameAgainFindsTheSame() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Upserted first = upsert(home, Profile.of(ADA), campaign.id(), "first", World.NOW);

        Upserted second = upsert(home, Profile.of(ADA), campaign.id(), "second", LATER);

        assertThat(second).isEqualTo(new Upserted(first.contactId(), first.leadId(), false));
        assertThat(home.now(RecordTypes.LEADS, first.leadId()).source()).isEqualTo("first");
        assertThat(home.now(RecordTypes.CONTACTS, first.contactId()).version()).isEqualTo(1);
    }

    @Test
    default void aLeadOfNoCampaignIsFoundAgainToo() {
        Home home = world().aTenant();
        Upserted first = upsert(home, Profile.of(ADA), null, null, World.NOW);

        Upserted second = upsert(home, Profile.of(ADA), null, null, LATER);

        assertThat(second).isEqualTo(new Upserted(first.contactId(), first.leadId(), false));
    }

    @Test
    default void aLeadOfNoCampaignIsFoundInItsWorkspaceAlone() {
        Home home = world().aTenant();
        WorkspaceId other = home.aWorkspace().id();
        Upserted first = upsert(home, Profile.of(ADA), null, null, World.NOW);

        Upserted there = upsert(home, other, Profile.of(ADA), null, null, LATER);
        Upserted again = upsert(home, other, Profile.of(ADA), null, null, LATER);

        assertThat(there.created()).isTrue();
        assertThat(there.contactId()).isEqualTo(first.contactId());
        assertThat(home.now(RecordTypes.LEADS, there.leadId()).workspaceId()).isEqualTo(other);
        assertThat(again).isEqualTo(new Upserted(first.contactId(), there.leadId(), false));
        assertThat(upsert(home, Profile.of(ADA), null, null, LATER).leadId()).isEqualTo(first.leadId());
    }

    @Test
    default void anotherCampaignIsAnotherLeadOfTheSamePerson() {
        Home home = world().aTenant();
        Upserted ofNone = upsert(home, Profile.of(ADA), null, null, World.NOW);

        Upserted ofOne = upsert(home, Profile.of(ADA), home.aCampaign().id(), null, LATER);

        assertThat(ofOne.created()).isTrue();
        assertThat(ofOne.contactId()).isEqualTo(ofNone.contactId());
        assertThat(ofOne.leadId()).isNotEqualTo(ofNone.leadId());
    }

    @Test
    default void whatTheProfileKnowsIsWrittenOverAndTheRestStays() {
        Home home = world().aTenant();
        Profile first = new Profile(
                ADA, new PhoneNumber("+14155550123"), "Ada", "Byron", "Engines", null, null, Map.of("a", 1, "b", 2));
        Upserted upserted = upsert(home, first, null, null, World.NOW);
        Profile second = new Profile(ADA, null, null, "Lovelace", null, "Countess", "London", Map.of("b", 3, "c", 4));

        upsert(home, second, null, null, LATER);

        Contact now = home.now(RecordTypes.CONTACTS, upserted.contactId());
        assertThat(now.profile())
                .isEqualTo(new Profile(
                        ADA,
                        new PhoneNumber("+14155550123"),
                        "Ada",
                        "Lovelace",
                        "Engines",
                        "Countess",
                        "London",
                        Map.of("a", 1, "b", 3, "c", 4)));
        assertThat(now.version()).isEqualTo(2);
        assertThat(now.updatedAt()).isEqualTo(LATER);
        assertThat(now.createdAt()).isEqualTo(World.NOW);
    }

    @Test
    default void anUpsertLeavesConsentAndStatusAlone() {
        Home home = world().aTenant();
        Lead lead = home.aLead(home.aContact("ada@example.com"), home.aCampaign());
        home.apply(a("email_unsubscribed").to(lead), a("email_replied").to(lead));
        Contact before = home.now(RecordTypes.CONTACTS, lead.contactId());

        upsert(home, new Profile(ADA, null, "Ada", null, null, null, null, Map.of()), lead.campaignId(), null, LATER);

        assertThat(home.now(RecordTypes.CONTACTS, lead.contactId()).consent()).isEqualTo(before.consent());
        assertThat(home.now(RecordTypes.LEADS, lead.id()).status()).isEqualTo(LeadStatus.CONTACTED);
    }

    @Test
    default void aDeletedPersonIsMetAnew() {
        Home home = world().aTenant();
        Contact deleted = home.aContact("ada@example.com");
        home.delete(RecordTypes.CONTACTS, deleted.id());

        Upserted upserted = upsert(home, Profile.of(ADA), null, null, World.NOW);

        assertThat(upserted.created()).isTrue();
        assertThat(upserted.contactId()).isNotEqualTo(deleted.id());
    }

    @Test
    default void aDeletedLeadIsMadeAnew() {
        Home home = world().aTenant();
        Upserted first = upsert(home, Profile.of(ADA), null, null, World.NOW);
        home.delete(RecordTypes.LEADS, first.leadId());

        Upserted second = upsert(home, Profile.of(ADA), null, null, LATER);

        assertThat(second.created()).isTrue();
        assertThat(second.contactId()).isEqualTo(first.contactId());
        assertThat(second.leadId()).isNotEqualTo(first.leadId());
    }

    @Test
    default void anotherTenantsPersonIsNobodyHere() {
        Home home = world().aTenant();
        Home other = world().aTenant();
        Upserted theirs = upsert(other, Profile.of(ADA), null, null, World.NOW);

        Upserted ours = upsert(home, Profile.of(ADA), null, null, World.NOW);

        assertThat(ours.created()).isTrue();
        assertThat(ours.contactId()).isNotEqualTo(theirs.contactId());
    }

    @Test
    default void aCampaignOrWorkspaceThatDoesNotLiveHereIsRefused() {
        Home home = world().aTenant();
        Campaign foreign = world().aTenant().aCampaign();
        Campaign deleted = home.aCampaign();
        home.delete(RecordTypes.CAMPAIGNS, deleted.id());

        for (CampaignId campaign : List.of(new CampaignId(World.id()), foreign.id(), deleted.id())) {
            assertRefused("campaign.unknown", () -> upsert(home, Profile.of(ADA), campaign, null, World.NOW));
        }
        for (WorkspaceId workspace : List.of(new WorkspaceId(World.id()), foreign.workspaceId())) {
            assertRefused(
                    "workspace.unknown",
                    () -> home.write(tx -> leads().upsert(
                                    tx,
                                    Profile.of(ADA),
                                    null,
                                    workspace,
                                    null,
                                    new ContactId(World.id()),
                                    new LeadId(World.id()),
                                    World.NOW)));
        }
        assertThat(people(home)).isEmpty();
    }

    @Test
    default void theSamePersonAtOnceIsOnePersonAndOneLead() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        for (int round = 0; round < 15; round++) {
            EmailAddress address = new EmailAddress("person" + round + "@example.com");
            List<Callable<Upserted>> tellers =
                    Collections.nCopies(8, () -> upsert(home, Profile.of(address), campaign.id(), null, World.NOW));

            List<Upserted> all = AtOnce.all(tellers).stream().map(Ended::result).toList();

            assertThat(all).doesNotContainNull();
            assertThat(all.stream().filter(Upserted::created)).hasSize(1);
            assertThat(all.stream().map(Upserted::contactId).distinct()).hasSize(1);
            assertThat(all.stream().map(Upserted::leadId).distinct()).hasSize(1);
        }
        assertThat(people(home)).hasSize(15);
    }

    @Test
    default void onePersonInTwoCampaignsAtOnceIsOnePerson() {
        Home home = world().aTenant();
        List<Callable<Upserted>> tellers = IntStream.range(0, 4)
                .mapToObj(i -> home.aCampaign().id())
                .<Callable<Upserted>>map(campaign -> () -> upsert(home, Profile.of(ADA), campaign, null, World.NOW))
                .toList();

        List<Ended<Upserted>> ended = AtOnce.all(tellers);

        assertThat(ended).allMatch(Ended::well);
        assertThat(ended.stream().map(one -> one.result().contactId()).distinct())
                .hasSize(1);
        assertThat(people(home)).hasSize(1);
    }

    // What a lead did

    @Test
    default void whatALeadDidIsCounted() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        Lead other = home.aLead();
        home.apply(
                a("email_sent").to(lead).ago(Duration.ofHours(1)),
                a("email_opened").to(lead).ago(Duration.ofHours(5)),
                a("email_opened").to(lead).ago(Duration.ofHours(3)),
                a("email_replied").to(lead).ago(Duration.ofHours(4)),
                a("email_opened").to(other).ago(Duration.ofHours(2)));

        Engagement engagement = home.read(tx -> leads().engagement(tx, lead.id()));

        assertThat(engagement)
                .isEqualTo(new Engagement(
                        Map.of("email_sent", 1L, "email_opened", 2L, "email_replied", 1L),
                        World.NOW.minus(Duration.ofHours(3))));
    }

    @Test
    default void openingClickingReplyingBookingAndSubmittingAreThePersonsDoing() {
        Home home = world().aTenant();

        assertThat(engages(home, "email_opened", "email")).isTrue();
        assertThat(engages(home, "email_clicked", "email")).isTrue();
        assertThat(engages(home, "email_replied", "email")).isTrue();
        assertThat(engages(home, "sms_replied", "sms")).isTrue();
        assertThat(engages(home, "linkedin_message_replied", "linkedin")).isTrue();
        assertThat(engages(home, "meeting_booked", "voice")).isTrue();
        assertThat(engages(home, "landing_form_submit", "landing_page")).isTrue();
    }

    @Test
    default void whatIsDoneToAPersonIsNotThePersonsDoing() {
        Home home = world().aTenant();

        assertThat(engages(home, "email_sent", "email")).isFalse();
        assertThat(engages(home, "email_delivered", "email")).isFalse();
        assertThat(engages(home, "email_bounced", "email")).isFalse();
        assertThat(engages(home, "email_auto_replied", "email")).isFalse();
        assertThat(engages(home, "voice_call_initiated", "voice")).isFalse();
    }

    @Test
    default void nothingIsKnownOfAnUnknownLead() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        Lead lead = home.aLead();
        home.record(a("email_opened").to(lead));

        Engagement seen = stranger.read(tx -> leads().engagement(tx, lead.id()));

        assertThat(seen).isEqualTo(new Engagement(Map.of(), null));
    }

    // Whether mail goes to a person

    @Test
    default void mailGoesToWhoeverNeverBounced() {
        Home home = world().aTenant();

        assertThat(deliverability(home, home.aContact().id())).isEqualTo(Deliverability.DELIVERABLE);
        assertThat(deliverability(home, new ContactId(World.id()))).isEqualTo(Deliverability.DELIVERABLE);
    }

    @Test
    default void oneHardBounceIsEnoughWhateverComesAfterIt() {
        Home home = world().aTenant();
        Contact contact = home.aContact();

        home.apply(
                a("email_bounced").to(contact).ago(Duration.ofHours(5)).with("bounce_type", "hard"),
                a("email_delivered").to(contact).ago(Duration.ofHours(4)));

        assertThat(deliverability(home, contact.id())).isEqualTo(Deliverability.UNDELIVERABLE);
    }

    @Test
    default void aBounceThatSaysNothingIsHard() {
        Home home = world().aTenant();
        Contact contact = home.aContact();

        home.record(a("email_bounced").to(contact));

        assertThat(deliverability(home, contact.id())).isEqualTo(Deliverability.UNDELIVERABLE);
    }

    @Test
    default void fiveSoftBouncesInARowAreEnoughWhateverTheOrderOfArrival() {
        Home home = world().aTenant();
        Contact contact = home.aContact();
        List<Integer> hours = new ArrayList<>(List.of(5, 1, 4, 2));
        hours.forEach(ago -> home.record(softBounce(contact, ago)));
        assertThat(deliverability(home, contact.id())).isEqualTo(Deliverability.DELIVERABLE);

        home.record(softBounce(contact, 3));

        assertThat(deliverability(home, contact.id())).isEqualTo(Deliverability.UNDELIVERABLE);
    }

    @Test
    default void aMailThatArrivedBetweenThemBreaksTheRowWheneverItIsLearnedOf() {
        Home home = world().aTenant();
        Contact contact = home.aContact();
        IntStream.rangeClosed(1, 6).forEach(ago -> home.record(softBounce(contact, ago)));
        assertThat(deliverability(home, contact.id())).isEqualTo(Deliverability.UNDELIVERABLE);

        home.record(a("email_opened").to(contact).ago(Duration.ofHours(3)));

        assertThat(deliverability(home, contact.id())).isEqualTo(Deliverability.DELIVERABLE);
    }

    @Test
    default void bouncesOfAnEarlierAddressDoNotCount() {
        Home home = world().aTenant();
        Contact contact = home.aContact();
        home.record(a("email_bounced").to(contact).ago(Duration.ofHours(2)).with("bounce_type", "hard"));
        Contact moved = home.change(
                RecordTypes.CONTACTS, Components.with(contact, "emailSince", World.NOW.minus(Duration.ofHours(1))));
        assertThat(deliverability(home, contact.id())).isEqualTo(Deliverability.DELIVERABLE);

        home.record(a("email_bounced").to(moved).ago(Duration.ofMinutes(1)).with("bounce_type", "hard"));

        assertThat(deliverability(home, contact.id())).isEqualTo(Deliverability.UNDELIVERABLE);
    }

    @Test
    default void manyPeopleAreAskedAboutAtOnce() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        Contact reached = home.aContact();
        Contact bounced = home.aContact();
        Contact foreign = stranger.aContact();
        home.record(a("email_bounced").to(bounced));
        stranger.record(a("email_bounced").to(foreign));
        ContactId unknown = new ContactId(World.id());

        Map<ContactId, Deliverability> all =
                home.read(tx -> leads().deliverability(tx, List.of(reached.id(), bounced.id(), unknown, foreign.id())));

        assertThat(all)
                .isEqualTo(Map.of(
                        reached.id(),
                        Deliverability.DELIVERABLE,
                        bounced.id(),
                        Deliverability.UNDELIVERABLE,
                        unknown,
                        Deliverability.DELIVERABLE,
                        foreign.id(),
                        Deliverability.DELIVERABLE));
        assertThat(home.<Map<ContactId, Deliverability>>read(tx -> leads().deliverability(tx, List.of())))
                .isEmpty();
    }

    // Scores

    @Test
    default void aScoreHistoryBeginsWithTheNewest() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        LeadScore older = score(lead, 10, World.NOW.minusSeconds(60));
        LeadScore newer = score(lead, 35, World.NOW);
        LeadScore ofOther = score(home.aLead(), 99, World.NOW);

        home.does(tx -> List.of(newer, older, ofOther).forEach(one -> leads().insert(tx, one)));

        assertThat(scores(home, lead.id())).containsExactly(newer, older);
        assertThat(scores(world().aTenant(), lead.id())).isEmpty();
        assertThat(scores(home, new LeadId(World.id()))).isEmpty();
    }

    @Test
    default void aScoreHistoryTellsOfTheLastTwoHundred() {
        Home home = world().aTenant();
        Lead lead = home.aLead();

        home.does(tx -> IntStream.range(0, 205)
                .forEach(i -> leads().insert(tx, score(lead, i % 100, World.NOW.plusSeconds(i)))));

        List<LeadScore> scores = scores(home, lead.id());
        assertThat(scores).hasSize(200);
        assertThat(scores.get(0).scoredAt()).isEqualTo(World.NOW.plusSeconds(204));
    }

    // Who could take a lead

    @Test
    default void whoCouldTakeALeadIsToldWithTheOpenLeadsOfEach() {
        Home home = world().aTenant();
        UserId busy = home.aMember(Role.REP);
        UserId idle = home.aMember(Role.MANAGER);
        ownedBy(home, busy, LeadStatus.NEW);
        ownedBy(home, busy, LeadStatus.PROPOSAL);
        ownedBy(home, busy, LeadStatus.WON);
        ownedBy(home, idle, LeadStatus.LOST);
        home.delete(RecordTypes.LEADS, ownedBy(home, idle, LeadStatus.NEW).id());
        home.aLead();
        world().aTenant().aMember(Role.REP);

        List<Candidate> candidates =
                home.read(tx -> leads().candidates(tx, home.workspace().id()));

        assertThat(candidates)
                .containsExactlyInAnyOrder(new Candidate(busy, Role.REP, 2), new Candidate(idle, Role.MANAGER, 0));
    }

    @Test
    default void whoMayNotEnterALeadsWorkspaceCannotTakeIt() {
        Home home = world().aTenant();
        WorkspaceId one = home.workspace().id();
        WorkspaceId other = home.aWorkspace().id();
        UserId everywhere = home.aMember(Role.REP);
        UserId inBoth = home.aMember(Role.REP, Set.of(one, other));
        UserId inOther = home.aMember(Role.REP, Set.of(other));

        List<Candidate> ofOne = home.read(tx -> leads().candidates(tx, one));
        List<Candidate> ofOther = home.read(tx -> leads().candidates(tx, other));

        assertThat(ofOne)
                .extracting(Candidate::userId)
                .contains(everywhere, inBoth)
                .doesNotContain(inOther);
        assertThat(ofOther).extracting(Candidate::userId).contains(everywhere, inBoth, inOther);
    }

    private LeadStore leads() {
        return adapter().leads();
    }

    private Upserted upsert(
            Home home, Profile profile, @Nullable CampaignId campaign, @Nullable String source, Instant now) {
        return upsert(home, home.workspace().id(), profile, campaign, source, now);
    }

    private Upserted upsert(
            Home home,
            WorkspaceId workspace,
            Profile profile,
            @Nullable CampaignId campaign,
            @Nullable String source,
            Instant now) {
        return home.write(tx -> leads().upsert(
                        tx,
                        profile,
                        campaign,
                        workspace,
                        source,
                        new ContactId(World.id()),
                        new LeadId(World.id()),
                        now));
    }

    @Test
    default void aChannelIsRefusedByACampaignIfEverybodyInItRefusesIt() {
        Home home = world().aTenant();
        Campaign nobody = home.aCampaign();
        Campaign some = home.aCampaign();
        Lead stays = home.aLead(some);
        home.record(a("email_unsubscribed").to(home.aLead(some)));
        Campaign all = home.aCampaign();
        Lead leaves = home.aLead(all);
        home.record(a("email_unsubscribed").to(leaves));
        Lead deleted = home.aLead(all);
        home.delete(RecordTypes.LEADS, deleted.id());
        List<String> channels = List.of("email", "sms");

        assertThat(refusing(home, nobody, channels)).isEmpty();
        assertThat(refusing(home, some, channels)).isEmpty();
        assertThat(refusing(home, all, channels)).containsExactly("email");
        assertThat(refusing(home, all, List.of("sms"))).isEmpty();
        assertThat(refusing(world().aTenant(), all, channels)).isEmpty();
        home.record(a("email_unsubscribed").to(stays));
        assertThat(refusing(home, some, channels)).containsExactly("email");
    }

    private Set<String> refusing(Home home, Campaign campaign, List<String> channels) {
        return home.read(tx -> leads().refusing(tx, campaign.id(), channels));
    }

    private static List<Contact> people(Home home) {
        return home.read(tx -> home.store(RecordTypes.CONTACTS).list(tx, ListQuery.newest(200)))
                .data();
    }

    private boolean engages(Home home, String type, String channel) {
        Lead lead = home.aLead();
        home.record(a(type, channel).to(lead));
        Engagement engagement = home.read(tx -> leads().engagement(tx, lead.id()));
        assertThat(engagement.activities()).isEqualTo(Map.of(type, 1L));
        return engagement.lastEngagedAt() != null;
    }

    private Deliverability deliverability(Home home, ContactId contact) {
        return home.read(tx -> leads().deliverability(tx, contact));
    }

    private List<LeadScore> scores(Home home, LeadId lead) {
        return home.read(tx -> leads().scores(tx, lead));
    }

    private static Happening softBounce(Contact contact, int hoursAgo) {
        return a("email_bounced").to(contact).ago(Duration.ofHours(hoursAgo)).with("bounce_type", "soft");
    }

    private static LeadScore score(Lead lead, int score, Instant at) {
        return new LeadScore(
                new LeadScoreId(World.id()),
                lead.id(),
                score,
                List.of(new LeadScoring.Reason("replied", 25, "replied to us")),
                at);
    }

    private static Lead ownedBy(Home home, UserId owner, LeadStatus status) {
        Lead lead = home.aLead();
        return home.change(
                RecordTypes.LEADS, Components.with(Components.with(lead, "ownerId", owner), "status", status));
    }

    private static void assertRefused(String code, ThrowingCallable action) {
        Rejected refused = catchThrowableOfType(Rejected.class, action);
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
    }
}
