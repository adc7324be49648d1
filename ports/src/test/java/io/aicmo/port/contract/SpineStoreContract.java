package io.aicmo.port.contract;

import static io.aicmo.port.contract.Happening.AN_HOUR_AGO;
import static io.aicmo.port.contract.Happening.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.ActivityType;
import io.aicmo.domain.crm.ActivityType.Effect;
import io.aicmo.domain.crm.Consent;
import io.aicmo.domain.crm.ConsentState;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.crm.RunStatus;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.crm.SpineDecision.FollowUp;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Role;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.Actor;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.StaleVersion;
import io.aicmo.port.contract.AtOnce.Ended;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineOutcome.Attribution;
import io.aicmo.port.crm.SpineOutcome.Duplicate;
import io.aicmo.port.crm.SpineOutcome.Recorded;
import io.aicmo.port.crm.SpineOutcome.Refused;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.crm.SpineStore.Difference;
import io.aicmo.port.crm.SpineStore.IntegrityRule;
import io.aicmo.port.crm.SpineStore.Rebuilt;
import io.aicmo.port.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@link SpineStore} promises, sentence by sentence of its Javadoc. */
public interface SpineStoreContract extends StoreContract {

    // Whose workspace?

    @Test
    default void whoeverIsLimitedToAWorkspaceMovesNothingOfAnother() {
        Home home = world().aTenant();
        WorkspaceId mine = home.aWorkspace().id();
        Campaign theirs = home.aCampaign();
        Lead lead = home.aLead(home.aContact("ada@example.com"), theirs);
        SequenceRun run = home.aRun(lead);
        home.record(a("email_sent").to(lead).message("<1@example.com>"));
        Lead before = home.now(RecordTypes.LEADS, lead.id());

        for (Happening reply : List.of(
                a("email_replied").to(lead),
                a("email_replied").to(Party.contact(lead.contactId())),
                a("email_replied").to(new EmailAddress("ada@example.com")),
                a("email_replied").answering("<1@example.com>"),
                a("email_replied").to(Party.contact(lead.contactId())).of(theirs),
                a("email_replied").to(Party.contact(lead.contactId())).of(home.aCampaign(mine)))) {
            assertThat(home.applyWithin(mine, reply)).isInstanceOf(SpineOutcome.Elsewhere.class);
        }

        assertThat(home.now(RecordTypes.LEADS, lead.id())).isEqualTo(before);
        assertThat(home.now(RecordTypes.SEQUENCE_RUNS, run.id())).isEqualTo(run);
        assertThat(home.timeline(lead.contactId())).hasSize(1);
        assertThat(home.now(RecordTypes.CAMPAIGNS, theirs.id()).replyCount()).isZero();
    }

    @Test
    default void anotherWorkspacesCampaignIsNoPlaceForAnEventOfOnesOwnLead() {
        Home home = world().aTenant();
        WorkspaceId mine = home.aWorkspace().id();
        Lead lead = home.aLead(home.aCampaign(mine));

        SpineOutcome theirs = home.applyWithin(mine, a("email_opened").to(lead).of(home.aCampaign()));
        SpineOutcome own = home.applyWithin(mine, a("email_opened").to(lead));

        assertThat(theirs).isInstanceOf(SpineOutcome.Elsewhere.class);
        assertThat(recorded(own).leadId()).isEqualTo(lead.id());
    }

    @Test
    default void ofAPersonsLeadsThoseOfTheWorkspacesCountBeforeNewerOnesOfOthers() {
        Home home = world().aTenant();
        Workspace mine = home.aWorkspace();
        Contact contact = home.aContact();
        Lead lead = home.aLead(contact, home.aCampaign(mine.id()));
        home.aLead(contact, home.aCampaign());

        Attribution ofLead =
                recorded(home.applyWithin(mine.id(), a("email_opened").to(contact)));
        Attribution ofNobody =
                recorded(home.applyWithin(mine.id(), a("email_opened").to(home.aContact())));

        assertThat(ofLead.leadId()).isEqualTo(lead.id());
        assertThat(ofNobody.campaignId()).isEqualTo(mine.directCampaignId());
    }

    @Test
    default void whatIsRefusedForItsWorkspaceLeavesTheOthersAlone() {
        Home home = world().aTenant();
        WorkspaceId mine = home.aWorkspace().id();
        Lead lead = home.aLead(home.aCampaign(mine));
        Lead theirs = home.aLead(home.aCampaign());

        List<SpineOutcome> outcomes = home.write(tx -> adapter()
                .spine()
                .apply(
                        tx,
                        Stream.of(
                                        a("email_opened").to(theirs),
                                        a("email_opened").to(lead))
                                .map(event -> home.decide(event).within(Set.of(mine)))
                                .toList()));

        assertThat(outcomes.get(0)).isInstanceOf(SpineOutcome.Elsewhere.class);
        assertThat(recorded(outcomes.get(1)).leadId()).isEqualTo(lead.id());
    }

    // Seen before?

    @Test
    default void anEventIsRecordedOnce() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        Happening reply = a("email_replied").to(lead);

        Attribution first = home.record(reply);
        Attribution again = duplicate(home.apply(reply).get(0));

        assertSameEvent(again, first);
        assertThat(home.timeline(lead.id())).extracting(Activity::id).containsExactly(first.activityId());
        assertThat(home.stats(campaign.id())).extracting(DailyStats::replies).containsExactly(1L);
        assertThat(home.now(RecordTypes.CAMPAIGNS, campaign.id()).replyCount()).isEqualTo(1);
    }

    @Test
    default void withinOneCallTheFirstOfEqualsIsTheFirstTime() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        Happening open = a("email_opened").to(lead);
        Happening click = a("email_clicked").to(lead);

        List<SpineOutcome> outcomes = home.apply(open, click, open, open);

        Attribution first = recorded(outcomes.get(0));
        recorded(outcomes.get(1));
        assertSameEvent(duplicate(outcomes.get(2)), first);
        assertSameEvent(duplicate(outcomes.get(3)), first);
        assertThat(home.timeline(lead.id())).hasSize(2);
        assertThat(home.stats(campaign.id()))
                .extracting(DailyStats::opens, DailyStats::clicks)
                .containsExactly(tuple(1L, 1L));
    }

    @Test
    default void ofManyWhoTellTheSameEventAtOnceOneIsTheFirst() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        for (int round = 0; round < 5; round++) {
            Happening reply = a("email_replied").to(lead);
            List<Callable<SpineOutcome>> tellers =
                    Collections.nCopies(8, () -> home.apply(reply).get(0));

            List<SpineOutcome> outcomes =
                    AtOnce.all(tellers).stream().map(Ended::result).toList();

            assertThat(outcomes).filteredOn(Recorded.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(Duplicate.class::isInstance).hasSize(7);
            assertThat(outcomes.stream().map(SpineStoreContract::attribution).map(Attribution::activityId))
                    .containsOnly(attribution(outcomes.get(0)).activityId());
        }
        assertThat(home.timeline(lead.id())).hasSize(5);
        assertThat(home.stats(campaign.id())).extracting(DailyStats::replies).containsExactly(5L);
        assertThat(home.now(RecordTypes.CAMPAIGNS, campaign.id()).replyCount()).isEqualTo(5);
    }

    @Test
    default void aDuplicateChangesNothingWhateverElseItTells() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        Lead other = home.aLead(campaign);
        Happening open = a("email_opened").to(lead).toldBy("resend", "evt-1");
        Attribution first = home.record(open);

        SpineOutcome again = home.apply(a("email_replied").to(other).toldBy("resend", "evt-1"))
                .get(0);
        SpineOutcome ofNobody = home.apply(
                        a("email_opened").to(Party.lead(new LeadId(World.id()))).toldBy("resend", "evt-1"))
                .get(0);

        assertSameEvent(duplicate(again), first);
        assertSameEvent(duplicate(ofNobody), first);
        assertThat(home.timeline(other.id())).isEmpty();
        assertThat(home.stats(campaign.id())).extracting(DailyStats::replies).containsExactly(0L);
        assertThat(home.now(RecordTypes.LEADS, other.id())).isEqualTo(other);
    }

    @Test
    default void aRecordedEventIsFoundByItsKey() {
        Home home = world().aTenant();
        Lead lead = home.aLead(home.aCampaign());
        Attribution first = home.record(a("email_opened").to(lead).toldBy("resend", "evt-1"));

        assertThat(found(home, "email", "resend", "evt-1")).contains(first);
        assertThat(found(home, "sms", "resend", "evt-1")).isEmpty();
        assertThat(found(home, "email", "other", "evt-1")).isEmpty();
        assertThat(found(home, "email", "resend", "evt-2")).isEmpty();
        assertThat(found(world().aTenant(), "email", "resend", "evt-1")).isEmpty();
    }

    private Optional<Attribution> found(Home home, String channel, String provider, String eventId) {
        return home.read(tx -> adapter().spine().find(tx, channel, provider, eventId));
    }

    @Test
    default void anotherChannelOrProviderMakesItAnotherEvent() {
        Home home = world().aTenant();
        Lead lead = home.aLead();

        List<SpineOutcome> outcomes = home.apply(
                a("meeting_booked", "email").to(lead).toldBy("a", "evt-1"),
                a("meeting_booked", "voice").to(lead).toldBy("a", "evt-1"),
                a("meeting_booked", "email").to(lead).toldBy("b", "evt-1"),
                a("meeting_booked", "email").to(lead).toldBy("a", "evt-2"));

        assertThat(outcomes).allMatch(Recorded.class::isInstance);
        assertThat(home.timeline(lead.id())).hasSize(4);
    }

    @Test
    default void twoTenantsMayTellTheSameEventInOneCall() {
        Home home = world().aTenant();
        Home other = world().aTenant();
        Lead ours = home.aLead(home.aCampaign());
        Lead theirs = other.aLead(other.aCampaign());

        List<SpineOutcome> outcomes = adapter()
                .spine()
                .apply(List.of(
                        home.decide(a("email_opened").to(ours).toldBy("resend", "evt-1")),
                        other.decide(a("email_opened").to(theirs).toldBy("resend", "evt-1")),
                        home.decide(a("email_clicked").to(ours).toldBy("resend", "evt-2")),
                        other.decide(a("email_opened").to(theirs).toldBy("resend", "evt-1"))));

        assertThat(recorded(outcomes.get(0)).leadId()).isEqualTo(ours.id());
        assertThat(recorded(outcomes.get(1)).leadId()).isEqualTo(theirs.id());
        assertThat(recorded(outcomes.get(2)).leadId()).isEqualTo(ours.id());
        assertThat(duplicate(outcomes.get(3)).leadId()).isEqualTo(theirs.id());
        assertThat(home.timeline(ours.id())).hasSize(2);
        assertThat(other.timeline(theirs.id())).hasSize(1);
    }

    @Test
    default void whatWasRefusedMayComeAgain() {
        Home home = world().aTenant();
        Happening early = a("email_opened").to(new EmailAddress("late@example.com"));
        assertRefused(home.apply(early, early), "party.unknown");
        home.aLead(home.aContact("late@example.com"), null);

        SpineOutcome again = home.apply(early).get(0);

        recorded(again);
    }

    @Test
    default void nothingToApplyIsNothingDone() {
        assertThat(adapter().spine().apply(List.of())).isEmpty();
    }

    // Who?

    @Test
    default void aLeadThatIsNamedMustLiveInTheTenant() {
        Home home = world().aTenant();
        Lead deleted = home.aLead();
        home.delete(RecordTypes.LEADS, deleted.id());
        Lead foreign = world().aTenant().aLead();

        assertRefused(home.apply(a("email_opened").to(Party.lead(new LeadId(World.id())))), "lead.unknown");
        assertRefused(home.apply(a("email_opened").to(foreign)), "lead.unknown");
        assertRefused(home.apply(a("email_opened").to(deleted)), "lead.unknown");
    }

    @Test
    default void aContactThatIsNamedMustLiveInTheTenant() {
        Home home = world().aTenant();
        Contact deleted = home.aContact();
        home.delete(RecordTypes.CONTACTS, deleted.id());
        Contact foreign = world().aTenant().aContact();

        assertRefused(home.apply(a("email_opened").to(Party.contact(new ContactId(World.id())))), "contact.unknown");
        assertRefused(home.apply(a("email_opened").to(foreign)), "contact.unknown");
        assertRefused(home.apply(a("email_opened").to(deleted)), "contact.unknown");
    }

    @Test
    default void anAddressMustBeALivingContacts() {
        Home home = world().aTenant();
        Contact deleted = home.aContact();
        home.delete(RecordTypes.CONTACTS, deleted.id());
        Contact foreign = world().aTenant().aContact();

        assertRefused(
                home.apply(a("email_opened").to(new EmailAddress("nobody@example.com"))), "party.unknown", "email");
        assertRefused(home.apply(a("email_opened").to(foreign.email())), "party.unknown", "email");
        assertRefused(home.apply(a("email_opened").to(deleted.email())), "party.unknown", "email");
        assertRefused(
                home.apply(a("sms_sent").to(Party.phone(new PhoneNumber("+4915112345678")))), "party.unknown", "phone");
    }

    @Test
    default void anAddressOrNumberTellsWhoItWas() {
        Home home = world().aTenant();
        Contact contact = home.change(
                RecordTypes.CONTACTS,
                Components.with(home.aContact("ada@example.com"), "phone", new PhoneNumber("+14155550123")));
        Lead lead = home.aLead(contact, null);

        Attribution byEmail = home.record(a("email_opened").to(new EmailAddress("ADA@Example.com")));
        Attribution byPhone = home.record(a("sms_sent").to(Party.phone(new PhoneNumber("+1 (415) 555-0123"))));

        assertThat(byEmail.contactId()).isEqualTo(contact.id());
        assertThat(byEmail.leadId()).isEqualTo(lead.id());
        assertThat(byPhone.contactId()).isEqualTo(contact.id());
        assertThat(byPhone.leadId()).isEqualTo(lead.id());
    }

    @Test
    default void severalPartiesThatAreNamedMustBeOnePerson() {
        Home home = world().aTenant();
        Contact ada = home.aContact("ada@example.com");
        Contact bob = home.change(
                RecordTypes.CONTACTS,
                Components.with(home.aContact("bob@example.com"), "phone", new PhoneNumber("+14155550124")));
        Lead lead = home.aLead(ada, null);

        assertRefused(
                home.apply(a("email_opened").to(new Party(lead.id(), bob.id(), null, null))),
                "party.differs",
                "contact_id");
        assertRefused(
                home.apply(a("email_opened").to(new Party(lead.id(), null, bob.email(), null))),
                "party.differs",
                "email");
        assertRefused(
                home.apply(a("email_opened").to(new Party(null, ada.id(), bob.email(), null))),
                "party.differs",
                "email");
        assertRefused(
                home.apply(a("email_opened")
                        .to(new Party(lead.id(), ada.id(), new EmailAddress("nobody@example.com"), bob.phone()))),
                "party.differs",
                "phone");
        Attribution same = home.record(a("email_opened").to(new Party(lead.id(), ada.id(), ada.email(), null)));
        assertThat(same.leadId()).isEqualTo(lead.id());
    }

    @Test
    default void theMessageThatIsAnsweredTellsWhoAnswered() {
        Home home = world().aTenant();
        Lead lead = home.aLead(home.aCampaign());
        home.record(a("email_sent").to(lead).message("<m1@example.com>"));

        Attribution reply = home.record(a("email_replied").answering("<unknown@example.com>", "<m1@example.com>"));

        assertThat(reply.leadId()).isEqualTo(lead.id());
        assertThat(reply.contactId()).isEqualTo(lead.contactId());
        assertThat(reply.campaignId()).isEqualTo(lead.campaignId());
    }

    @Test
    default void theMessageThatAnEventIsAboutTellsToWhomItHappened() {
        Home home = world().aTenant();
        Lead lead = home.aLead(home.aCampaign());
        home.record(a("email_sent").to(lead).message("m1@example.com"));

        Attribution open = home.record(a("email_opened").message("m1@example.com"));

        assertThat(open.leadId()).isEqualTo(lead.id());
        assertThat(open.campaignId()).isEqualTo(lead.campaignId());
    }

    @Test
    default void whereNobodyHasTheAddressTheMessageTells() {
        Home home = world().aTenant();
        Lead lead = home.aLead(home.aCampaign());
        home.record(a("email_sent").to(lead).message("m1@example.com"));

        Attribution reply = home.record(
                a("email_replied").to(new EmailAddress("private@example.net")).answering("m1@example.com"));

        assertThat(reply.leadId()).isEqualTo(lead.id());
    }

    @Test
    default void aMessageOfAnotherPersonTellsNothing() {
        Home home = world().aTenant();
        Lead ada = home.aLead(home.aCampaign());
        Lead bob = home.aLead(home.aCampaign());
        home.record(a("email_sent").to(ada).message("m1@example.com"));
        EmailAddress bobs = home.now(RecordTypes.CONTACTS, bob.contactId()).email();

        Attribution forwarded = home.record(a("email_replied").to(bobs).answering("m1@example.com"));

        assertThat(forwarded.leadId()).isEqualTo(bob.id());
        assertThat(forwarded.campaignId()).isEqualTo(bob.campaignId());
    }

    @Test
    default void aMessageThatWasNeverSentTellsNothing() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        stranger.record(a("email_sent").to(stranger.aLead()).message("m1@example.com"));

        assertRefused(home.apply(a("email_replied").answering("m1@example.com")), "party.unknown", "in_reply_to");
        assertRefused(home.apply(a("email_sent").message("m1@example.com")), "party.unknown", "message_id");
    }

    @Test
    default void ofAPersonsLeadsTheOneThatIsNamedIsMeant() {
        Home home = world().aTenant();
        Contact contact = home.aContact();
        Campaign campaign = home.aCampaign();
        Lead named = home.aLead(contact, null);
        Lead ofCampaign = home.aLead(contact, campaign);
        home.record(a("email_sent").to(ofCampaign).message("m1@example.com"));

        Attribution attribution =
                home.record(a("email_replied").to(named).of(campaign).answering("m1@example.com"));

        assertThat(attribution.leadId()).isEqualTo(named.id());
        assertThat(attribution.campaignId()).isEqualTo(campaign.id());
    }

    @Test
    default void elseTheLeadOfTheMessageIsMeant() {
        Home home = world().aTenant();
        Contact contact = home.aContact();
        Campaign campaign = home.aCampaign();
        Lead ofMessage = home.aLead(contact, null);
        home.aLead(contact, campaign);
        home.record(a("email_sent").to(ofMessage).message("m1@example.com"));

        Attribution attribution =
                home.record(a("email_replied").to(contact).of(campaign).answering("m1@example.com"));

        assertThat(attribution.leadId()).isEqualTo(ofMessage.id());
    }

    @Test
    default void elseTheLeadOfTheEventsCampaignIsMeant() {
        Home home = world().aTenant();
        Contact contact = home.aContact();
        Campaign campaign = home.aCampaign();
        Lead ofCampaign = home.aLead(contact, campaign);
        newer(home, home.aLead(contact, null));

        Attribution attribution = home.record(a("email_opened").to(contact).of(campaign));

        assertThat(attribution.leadId()).isEqualTo(ofCampaign.id());
    }

    @Test
    default void elseTheNewestThatIsNotClosedIsMeantElseTheNewest() {
        Home home = world().aTenant();
        Contact contact = home.aContact();
        Lead older = home.aLead(contact, home.aCampaign());
        Lead newer = newer(home, home.aLead(contact, home.aCampaign()));
        assertThat(home.record(a("email_opened").to(contact)).leadId()).isEqualTo(newer.id());

        close(home, newer.id());
        assertThat(home.record(a("email_opened").to(contact)).leadId()).isEqualTo(older.id());

        close(home, older.id());
        assertThat(home.record(a("email_opened").to(contact)).leadId()).isEqualTo(newer.id());
    }

    @Test
    default void aDeletedLeadIsNobodys() {
        Home home = world().aTenant();
        Contact contact = home.aContact();
        Lead lead = home.aLead(contact, null);
        home.delete(RecordTypes.LEADS, lead.id());

        Attribution attribution = home.record(a("email_replied").to(contact));

        assertThat(attribution.leadId()).isNull();
        assertThat(attribution.leadStatus()).isNull();
    }

    // Which campaign?

    @Test
    default void aCampaignThatIsNamedMustLiveInTheTenant() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        Campaign deleted = home.aCampaign();
        home.delete(RecordTypes.CAMPAIGNS, deleted.id());
        Campaign foreign = world().aTenant().aCampaign();

        assertRefused(home.apply(a("email_opened").to(lead).of(new CampaignId(World.id()))), "campaign.unknown");
        assertRefused(home.apply(a("email_opened").to(lead).of(foreign)), "campaign.unknown");
        assertRefused(home.apply(a("email_opened").to(lead).of(deleted)), "campaign.unknown");
        assertThat(home.timeline(lead.id())).isEmpty();
    }

    @Test
    default void theCampaignThatIsNamedIsMeant() {
        Home home = world().aTenant();
        Campaign named = home.aCampaign();
        Lead lead = home.aLead(home.aCampaign());
        home.record(a("email_sent").to(lead).message("m1@example.com"));

        Attribution attribution =
                home.record(a("email_replied").to(lead).of(named).answering("m1@example.com"));

        assertThat(attribution.campaignId()).isEqualTo(named.id());
        assertThat(home.stats(named.id())).extracting(DailyStats::replies).containsExactly(1L);
    }

    @Test
    default void elseTheCampaignOfTheAnsweredMessageIsMeant() {
        Home home = world().aTenant();
        Campaign ofMessage = home.aCampaign();
        Lead lead = home.aLead(home.aCampaign());
        home.record(a("email_sent").to(lead).of(ofMessage).message("m1@example.com"));

        Attribution attribution = home.record(a("email_replied").to(lead).answering("m1@example.com"));

        assertThat(attribution.campaignId()).isEqualTo(ofMessage.id());
        assertThat(home.now(RecordTypes.CAMPAIGNS, ofMessage.id()).replyCount()).isEqualTo(1);
    }

    @Test
    default void elseTheLeadsCampaignIsMeant() {
        Home home = world().aTenant();
        Lead lead = home.aLead(home.aCampaign());

        assertThat(home.record(a("email_opened").to(lead)).campaignId()).isEqualTo(lead.campaignId());
    }

    @Test
    default void elseTheDirectCampaignOfTheLeadsWorkspaceIsMeant() {
        Home home = world().aTenant();
        Workspace second = home.aWorkspace();
        Lead lead = home.keep(
                RecordTypes.LEADS,
                Lead.capture(new LeadId(World.id()), home.aContact().id(), second.id(), null, null, World.NOW));

        assertThat(home.record(a("email_opened").to(lead)).campaignId()).isEqualTo(second.directCampaignId());
    }

    @Test
    default void elseTheDirectCampaignOfTheOldestWorkspaceIsMeant() {
        Home home = world().aTenant();
        home.aWorkspace();
        Contact contact = home.aContact();

        Attribution attribution = home.record(a("email_opened").to(contact));

        assertThat(attribution.leadId()).isNull();
        assertThat(attribution.campaignId()).isEqualTo(home.direct().id());
    }

    // Then all of this or nothing

    /** The table of activity types, row by row: each does what its declaration says, and nothing else. */
    @TestFactory
    default Stream<DynamicTest> everyActivityTypeDoesWhatItsDeclarationSays() {
        return adapter().channels().channels().stream()
                .flatMap(channel -> adapter().channels().activityTypes(channel).stream()
                        .map(name -> adapter().channels().get(channel, name))
                        .map(type -> DynamicTest.dynamicTest(
                                type.name() + " on " + channel, () -> assertDoesWhatItDeclares(channel, type))));
    }

    @Test
    default void anActivityTellsWhatHappened() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        Happening click = a("email_clicked")
                .to(lead)
                .at(Instant.parse("2026-03-01T22:30:00.123456Z"))
                .with("url", "https://example.com/?q=\"ü\"")
                .with("nested", Map.of("list", List.of(1, "two", true)));

        Attribution attribution = home.record(click);

        assertThat(home.timeline(lead.id()))
                .containsExactly(new Activity(
                        attribution.activityId(),
                        "email_clicked",
                        "email",
                        lead.contactId(),
                        lead.id(),
                        campaign.id(),
                        click.at(),
                        World.NOW,
                        click.meta()));
    }

    @Test
    default void whatIsRefusedLeavesNothingAndTheGoodBesideItIsKept() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        SequenceRun run = home.aRun(lead);
        Contact stranger = home.aContact();

        List<SpineOutcome> outcomes = home.apply(
                a("email_opened").to(lead),
                a("email_replied").to(new Party(lead.id(), stranger.id(), null, null)),
                a("email_replied").to(lead).of(new CampaignId(World.id())),
                a("email_clicked").to(lead));

        recorded(outcomes.get(0));
        assertThat(outcomes.subList(1, 3)).allMatch(Refused.class::isInstance);
        recorded(outcomes.get(3));
        assertThat(home.timeline(lead.id()))
                .extracting(Activity::type)
                .containsExactlyInAnyOrder("email_opened", "email_clicked");
        assertThat(home.stats(campaign.id())).extracting(DailyStats::replies).containsExactly(0L);
        assertThat(home.now(RecordTypes.SEQUENCE_RUNS, run.id())).isEqualTo(run);
        assertThat(home.now(RecordTypes.LEADS, lead.id())).isEqualTo(lead);
    }

    @Test
    default void anEventCountsForTheDayOfTheTenantsTimeZone() {
        Home kolkata = world().aTenant(ZoneId.of("Asia/Kolkata"));
        Home losAngeles = world().aTenant(ZoneId.of("America/Los_Angeles"));
        Instant evening = Instant.parse("2026-03-01T18:30:00Z");

        countsFor(kolkata, evening, LocalDate.of(2026, 3, 2));
        countsFor(kolkata, evening.minusSeconds(1), LocalDate.of(2026, 3, 1));
        countsFor(losAngeles, Instant.parse("2026-03-01T07:59:59.999999Z"), LocalDate.of(2026, 2, 28));
        countsFor(losAngeles, Instant.parse("2026-03-01T08:00:00Z"), LocalDate.of(2026, 3, 1));
    }

    @Test
    default void theDayBeginsAtMidnightOnBothSidesOfAClockChange() {
        Home berlin = world().aTenant(ZoneId.of("Europe/Berlin"));

        countsFor(berlin, Instant.parse("2025-03-29T23:00:00Z"), LocalDate.of(2025, 3, 30));
        countsFor(berlin, Instant.parse("2025-03-30T21:59:59Z"), LocalDate.of(2025, 3, 30));
        countsFor(berlin, Instant.parse("2025-03-30T22:00:00Z"), LocalDate.of(2025, 3, 31));
    }

    @Test
    default void aLateEventCountsForTheDayOnWhichItHappened() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);

        home.apply(
                a("email_opened").to(lead).ago(Duration.ofHours(1)),
                a("email_opened").to(lead).ago(Duration.ofDays(40)),
                a("email_clicked").to(lead).ago(Duration.ofDays(40)));

        assertThat(home.stats(campaign.id()))
                .containsExactly(
                        new DailyStats(LocalDate.of(2026, 1, 21), "email", 0, 0, 1, 1, 0, 0, 0),
                        new DailyStats(LocalDate.of(2026, 3, 2), "email", 0, 0, 1, 0, 0, 0, 0));
    }

    @Test
    default void aReplyMayArriveBeforeItsOpen() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        SequenceRun run = home.aRun(lead);

        home.record(a("email_replied").to(lead).ago(Duration.ofMinutes(10)));
        home.record(a("email_opened").to(lead).ago(Duration.ofMinutes(20)));
        home.record(a("email_sent").to(lead).ago(Duration.ofMinutes(30)));

        assertThat(home.timeline(lead.id()))
                .extracting(Activity::type)
                .containsExactly("email_replied", "email_opened", "email_sent");
        Lead now = home.now(RecordTypes.LEADS, lead.id());
        assertThat(now.status()).isEqualTo(LeadStatus.CONTACTED);
        assertThat(now.lastContactAt()).isEqualTo(World.NOW.minus(Duration.ofMinutes(10)));
        assertThat(home.now(RecordTypes.SEQUENCE_RUNS, run.id()).pausedReason()).isEqualTo("email_replied");
    }

    @Test
    default void aStatusMovesForwardByRankOnly() {
        Home home = world().aTenant();

        assertThat(statusAfter(home, LeadStatus.NEW, "email_replied")).isEqualTo(LeadStatus.CONTACTED);
        assertThat(statusAfter(home, LeadStatus.COLD, "email_replied")).isEqualTo(LeadStatus.CONTACTED);
        assertThat(statusAfter(home, LeadStatus.ENGAGED, "email_replied")).isEqualTo(LeadStatus.ENGAGED);
        assertThat(statusAfter(home, LeadStatus.ENGAGED, "voice_meeting_booked"))
                .isEqualTo(LeadStatus.QUALIFIED);
        assertThat(statusAfter(home, LeadStatus.PROPOSAL, "voice_meeting_booked"))
                .isEqualTo(LeadStatus.PROPOSAL);
        assertThat(statusAfter(home, LeadStatus.WON, "voice_meeting_booked")).isEqualTo(LeadStatus.WON);
        assertThat(statusAfter(home, LeadStatus.LOST, "email_replied")).isEqualTo(LeadStatus.LOST);
        assertThat(statusAfter(home, LeadStatus.DISQUALIFIED, "email_replied")).isEqualTo(LeadStatus.DISQUALIFIED);
    }

    @Test
    default void theLastContactMovesForwardInTimeOnly() {
        Home home = world().aTenant();
        Lead lead = home.aLead();

        home.record(a("sms_sent").to(lead).ago(Duration.ofHours(2)));
        home.record(a("voice_call_initiated").to(lead).ago(Duration.ofHours(5)));
        home.record(a("email_opened").to(lead).ago(Duration.ofHours(1)));

        assertThat(home.now(RecordTypes.LEADS, lead.id()).lastContactAt())
                .isEqualTo(World.NOW.minus(Duration.ofHours(2)));
    }

    @Test
    default void everyActiveSequenceOfTheLeadPausesAndSaysWhy() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        SequenceRun one = home.aRun(lead);
        SequenceRun two = home.aRun(lead);

        Attribution reply = home.record(a("sms_replied").to(lead));

        assertThat(reply.pausedRuns()).isEqualTo(2);
        for (SequenceRun run : List.of(one, two)) {
            SequenceRun now = home.now(RecordTypes.SEQUENCE_RUNS, run.id());
            assertThat(now.status()).isEqualTo(RunStatus.PAUSED);
            assertThat(now.pausedReason()).isEqualTo("sms_replied");
            assertThat(now.pausedAt()).isEqualTo(AN_HOUR_AGO);
            assertThat(now.pausedBy()).isEqualTo(reply.activityId());
        }
    }

    @Test
    default void aReplyPausesNoOtherLeadsSequences() {
        Home home = world().aTenant();
        Contact contact = home.aContact();
        Lead lead = home.aLead(contact, null);
        SequenceRun ofOtherLead = home.aRun(home.aLead(contact, home.aCampaign()));
        SequenceRun ofOtherPerson = home.aRun(home.aLead());

        Attribution reply = home.record(a("email_replied").to(lead));

        assertThat(reply.pausedRuns()).isZero();
        assertThat(home.now(RecordTypes.SEQUENCE_RUNS, ofOtherLead.id())).isEqualTo(ofOtherLead);
        assertThat(home.now(RecordTypes.SEQUENCE_RUNS, ofOtherPerson.id())).isEqualTo(ofOtherPerson);
    }

    @Test
    default void aBouncePausesTheSequencesOfAllLeadsOfThePerson() {
        Home home = world().aTenant();
        Contact contact = home.aContact();
        Lead lead = home.aLead(contact, null);
        SequenceRun own = home.aRun(lead);
        SequenceRun ofOtherLead = home.aRun(home.aLead(contact, home.aCampaign()));
        SequenceRun ofOtherPerson = home.aRun(home.aLead());

        Attribution bounce = home.record(a("email_bounced").to(lead));

        assertThat(bounce.pausedRuns()).isEqualTo(2);
        assertPaused(home, own, "email_bounced", AN_HOUR_AGO);
        assertPaused(home, ofOtherLead, "email_bounced", AN_HOUR_AGO);
        assertThat(home.now(RecordTypes.SEQUENCE_RUNS, ofOtherPerson.id())).isEqualTo(ofOtherPerson);
    }

    @Test
    default void aSequenceThatHasEndedStaysAsItIs() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        SequenceRun stopped = home.aRun(lead, RunStatus.STOPPED);
        SequenceRun completed = home.aRun(lead, RunStatus.COMPLETED);

        Attribution reply = home.record(a("email_replied").to(lead));

        assertThat(reply.pausedRuns()).isZero();
        assertThat(home.now(RecordTypes.SEQUENCE_RUNS, stopped.id())).isEqualTo(stopped);
        assertThat(home.now(RecordTypes.SEQUENCE_RUNS, completed.id())).isEqualTo(completed);
    }

    @Test
    default void theEarliestEventIsTheReasonWhateverTheOrderOfArrival() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        SequenceRun run = home.aRun(lead);

        home.record(a("email_replied").to(lead).ago(Duration.ofHours(2)));
        assertPaused(home, run, "email_replied", World.NOW.minus(Duration.ofHours(2)));
        home.record(a("sms_replied").to(lead).ago(Duration.ofHours(1)));
        assertPaused(home, run, "email_replied", World.NOW.minus(Duration.ofHours(2)));
        Attribution earliest = home.record(a("email_bounced").to(lead).ago(Duration.ofHours(3)));
        assertPaused(home, run, "email_bounced", World.NOW.minus(Duration.ofHours(3)));

        assertThat(earliest.pausedRuns()).isEqualTo(1);
        assertThat(home.now(RecordTypes.SEQUENCE_RUNS, run.id()).pausedBy()).isEqualTo(earliest.activityId());
    }

    @Test
    default void theEarliestEventIsTheReasonWithinOneCallToo() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        SequenceRun run = home.aRun(lead);

        home.apply(
                a("email_replied").to(lead).ago(Duration.ofHours(2)),
                a("email_bounced").to(lead).ago(Duration.ofHours(3)),
                a("sms_replied").to(lead).ago(Duration.ofHours(1)));

        assertPaused(home, run, "email_bounced", World.NOW.minus(Duration.ofHours(3)));
    }

    @Test
    default void ofTwoCausesAtTheSameMomentTheFirstInTheAlphabetIsTheReason() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        SequenceRun oneByOne = home.aRun(lead);
        home.record(a("sms_replied").to(lead));
        home.record(a("email_replied").to(lead));
        home.record(a("linkedin_message_replied").to(lead));
        Lead other = home.aLead();
        SequenceRun together = home.aRun(other);
        home.apply(
                a("sms_replied").to(other),
                a("linkedin_message_replied").to(other),
                a("email_replied").to(other));

        assertPaused(home, oneByOne, "email_replied", AN_HOUR_AGO);
        assertPaused(home, together, "email_replied", AN_HOUR_AGO);
    }

    @Test
    default void aSequenceThatWasPausedByHandSaysSoUnlessAnEventCameFirst() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        SequenceRun later = home.aRun(lead, RunStatus.PAUSED);
        SequenceRun earlier = home.change(
                RecordTypes.SEQUENCE_RUNS,
                Components.with(home.aRun(lead, RunStatus.PAUSED), "pausedAt", World.NOW.minus(Duration.ofDays(1))));

        home.record(a("email_replied").to(lead));

        assertPaused(home, later, "email_replied", AN_HOUR_AGO);
        assertPaused(home, earlier, SequenceRun.MANUAL, World.NOW.minus(Duration.ofDays(1)));
    }

    @Test
    default void aSequenceThatWasResumedPausesAgain() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        SequenceRun run = home.aRun(lead);
        home.record(a("email_replied").to(lead).ago(Duration.ofHours(3)));
        home.change(
                RecordTypes.SEQUENCE_RUNS,
                home.now(RecordTypes.SEQUENCE_RUNS, run.id()).resumed(World.NOW.minus(Duration.ofHours(2))));

        home.record(a("sms_replied").to(lead));

        assertPaused(home, run, "sms_replied", AN_HOUR_AGO);
    }

    @Test
    default void theLatestWordOnConsentHoldsWhateverTheOrderOfArrival() {
        Home home = world().aTenant();
        Lead lead = home.aLead();

        home.record(a("email_unsubscribed").to(lead).ago(Duration.ofHours(2)));
        assertConsent(home, lead, "email", ConsentState.WITHDRAWN, World.NOW.minus(Duration.ofHours(2)));
        home.record(form(lead, true).ago(Duration.ofHours(3)));
        assertConsent(home, lead, "email", ConsentState.WITHDRAWN, World.NOW.minus(Duration.ofHours(2)));
        home.record(form(lead, true).ago(Duration.ofHours(1)));
        assertConsent(home, lead, "email", ConsentState.GRANTED, World.NOW.minus(Duration.ofHours(1)));
    }

    @Test
    default void ofTwoWordsOnConsentAtTheSameMomentTheWithdrawalHolds() {
        Home home = world().aTenant();
        Lead oneByOne = home.aLead();
        home.record(a("email_unsubscribed").to(oneByOne));
        home.record(form(oneByOne, true));
        Lead together = home.aLead();
        home.apply(form(together, true), a("email_complained").to(together), form(together, true));

        assertConsent(home, oneByOne, "email", ConsentState.WITHDRAWN, AN_HOUR_AGO);
        assertConsent(home, together, "email", ConsentState.WITHDRAWN, AN_HOUR_AGO);
    }

    @Test
    default void consentIsKeptForEachChannelApart() {
        Home home = world().aTenant();
        Lead lead = home.aLead();

        home.record(form(lead, Map.of("email", true, "sms", true)).ago(Duration.ofHours(2)));
        home.record(a("sms_replied").to(lead).with("text", "Stop."));

        assertConsent(home, lead, "email", ConsentState.GRANTED, World.NOW.minus(Duration.ofHours(2)));
        assertConsent(home, lead, "sms", ConsentState.WITHDRAWN, AN_HOUR_AGO);
    }

    @Test
    default void aMessageIsRememberedTheFirstTimeOnly() {
        Home home = world().aTenant();
        Lead first = home.aLead(home.aCampaign());
        Lead second = home.aLead(home.aCampaign());
        home.record(a("email_sent").to(first).message("m1@example.com"));

        home.apply(a("email_sent").to(second).message("m1@example.com"));

        assertThat(home.record(a("email_replied").answering("m1@example.com")).leadId())
                .isEqualTo(first.id());
    }

    @Test
    default void aMessageAndItsReplyMayComeInOneCallInTheirOrder() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        EmailAddress address = home.now(RecordTypes.CONTACTS, lead.contactId()).email();

        List<SpineOutcome> outcomes = home.apply(
                a("email_sent").to(lead).message("m1@example.com"),
                a("email_replied").to(address).answering("m1@example.com"));

        assertThat(recorded(outcomes.get(1)).leadId()).isEqualTo(lead.id());
        assertThat(recorded(outcomes.get(1)).campaignId()).isEqualTo(campaign.id());
    }

    @Test
    default void followUpsAreEnqueuedAndKnowWhatHappened() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        SpineDecision decision = home.decide(a("email_replied").to(lead).asking("draft_answer"));

        Attribution attribution =
                recorded(adapter().spine().apply(List.of(decision)).get(0));

        FollowUp followUp = decision.jobs().get(0);
        Job job = home.job(followUp.id()).orElseThrow();
        assertThat(job.kind()).isEqualTo(FollowUp.ORCHESTRATE);
        assertThat(job.status()).isEqualTo(Job.Status.QUEUED);
        assertThat(job.tries()).isZero();
        assertThat(job.createdAt()).isEqualTo(World.NOW);
        assertThat(job.payload())
                .containsEntry("action", "draft_answer")
                .containsEntry("activity_id", attribution.activityId().toString())
                .containsEntry("activity_type", "email_replied")
                .containsEntry("channel", "email")
                .containsEntry("lead_id", lead.id().toString())
                .containsEntry("contact_id", lead.contactId().toString())
                .containsEntry("campaign_id", campaign.id().toString());
    }

    @Test
    default void aLeadIsScoredOnlyIfThereIsOne() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        SpineDecision ofLead = home.decide(a("voice_call_completed").to(lead));
        SpineDecision ofNone =
                home.decide(a("voice_call_completed").to(home.aContact()).asking("look"));

        adapter().spine().apply(List.of(ofLead, ofNone));

        assertThat(enqueued(home, ofLead)).extracting(Job::kind).containsExactly(FollowUp.SCORE_LEAD);
        assertThat(enqueued(home, ofLead).get(0).payload())
                .containsEntry("lead_id", lead.id().toString());
        assertThat(enqueued(home, ofNone)).extracting(Job::kind).containsExactly(FollowUp.ORCHESTRATE);
    }

    @Test
    default void whatIsRefusedOrSeenBeforeIsNotFollowedUp() {
        Home home = world().aTenant();
        Happening reply = a("email_replied").to(home.aLead());
        home.record(reply);
        SpineDecision again = home.decide(reply);
        SpineDecision refused = home.decide(a("email_replied").to(Party.lead(new LeadId(World.id()))));

        adapter().spine().apply(List.of(again, refused));

        assertThat(enqueued(home, again)).isEmpty();
        assertThat(enqueued(home, refused)).isEmpty();
    }

    @Test
    default void whatWasReadBeforeAnEventIsStaleAfterItsChange() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        Contact contact = home.now(RecordTypes.CONTACTS, lead.contactId());
        SequenceRun run = home.aRun(lead);

        home.apply(a("email_replied").to(lead), a("email_unsubscribed").to(lead));

        assertStale(() -> home.change(RecordTypes.CAMPAIGNS, campaign));
        assertStale(() -> home.change(RecordTypes.LEADS, lead));
        assertStale(() -> home.change(RecordTypes.CONTACTS, contact));
        assertStale(() -> home.change(RecordTypes.SEQUENCE_RUNS, run));
        assertThat(home.now(RecordTypes.LEADS, lead.id()).updatedAt()).isEqualTo(World.NOW);
    }

    @Test
    default void anEventThatChangesNoRecordMakesNoneStale() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        Contact contact = home.now(RecordTypes.CONTACTS, lead.contactId());
        SequenceRun run = home.aRun(lead);

        home.record(a("email_opened").to(lead));

        assertThat(home.now(RecordTypes.CAMPAIGNS, campaign.id())).isEqualTo(campaign);
        assertThat(home.now(RecordTypes.LEADS, lead.id())).isEqualTo(lead);
        assertThat(home.now(RecordTypes.CONTACTS, contact.id())).isEqualTo(contact);
        assertThat(home.now(RecordTypes.SEQUENCE_RUNS, run.id())).isEqualTo(run);
    }

    @Test
    default void manyEventsAreAppliedInOneCall() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        List<Lead> leads =
                IntStream.range(0, 5).mapToObj(i -> home.aLead(campaign)).toList();
        List<Happening> many = IntStream.range(0, 1_200)
                .mapToObj(i -> a(i % 3 == 0 ? "email_replied" : "email_opened").to(leads.get(i % 5)))
                .toList();

        List<SpineOutcome> outcomes = home.apply(many);

        assertThat(outcomes).hasSize(1_200).allMatch(Recorded.class::isInstance);
        assertThat(home.stats(campaign.id()))
                .containsExactly(new DailyStats(LocalDate.of(2026, 3, 2), "email", 0, 0, 800, 0, 400, 0, 0));
        assertThat(home.now(RecordTypes.CAMPAIGNS, campaign.id()).replyCount()).isEqualTo(400);
    }

    @Test
    default void manyCallersAtOnceLoseNothing() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        List<Callable<Boolean>> callers = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(caller -> () -> {
                    for (int i = 0; i < 20; i++) {
                        home.record(a("email_replied").to(lead));
                    }
                    return true;
                })
                .toList();

        List<Ended<Boolean>> ended = AtOnce.all(callers);

        assertThat(ended).allMatch(Ended::well);
        assertThat(home.timeline(lead.id())).hasSize(160);
        assertThat(home.stats(campaign.id())).extracting(DailyStats::replies).containsExactly(160L);
        assertThat(home.now(RecordTypes.CAMPAIGNS, campaign.id()).replyCount()).isEqualTo(160);
    }

    // As part of a transaction

    @Test
    default void whatIsAppliedInATransactionIsKeptWithIt() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);

        SpineOutcome outcome = home.write(tx -> adapter()
                .spine()
                .apply(tx, List.of(home.decide(a("email_replied").to(lead))))
                .get(0));

        assertThat(home.timeline(lead.id()))
                .extracting(Activity::id)
                .containsExactly(recorded(outcome).activityId());
        assertThat(home.stats(campaign.id())).extracting(DailyStats::replies).containsExactly(1L);
    }

    @Test
    default void whatIsAppliedInATransactionThatFailsLeavesNothing() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        SequenceRun run = home.aRun(lead);
        Contact contact = home.now(RecordTypes.CONTACTS, lead.contactId());
        SpineDecision reply = home.decide(a("email_replied").to(lead));
        SpineDecision unsubscribed = home.decide(a("email_unsubscribed").to(lead));
        SpineDecision sent = home.decide(a("email_sent").to(lead).message("m1@example.com"));

        assertThatThrownBy(() -> home.does(tx -> {
                    adapter().spine().apply(tx, List.of(reply, unsubscribed, sent));
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(home.timeline(lead.id())).isEmpty();
        assertThat(home.stats(campaign.id())).isEmpty();
        assertThat(enqueued(home, reply)).isEmpty();
        assertThat(home.now(RecordTypes.CAMPAIGNS, campaign.id())).isEqualTo(campaign);
        assertThat(home.now(RecordTypes.LEADS, lead.id())).isEqualTo(lead);
        assertThat(home.now(RecordTypes.CONTACTS, contact.id())).isEqualTo(contact);
        assertThat(home.now(RecordTypes.SEQUENCE_RUNS, run.id())).isEqualTo(run);
        assertRefused(home.apply(a("email_replied").answering("m1@example.com")), "party.unknown", "in_reply_to");
        recorded(adapter().spine().apply(List.of(reply)).get(0));
    }

    @Test
    default void whatIsAppliedInATransactionIsNotSeenBeforeItEnds() {
        Home home = world().aTenant();
        Lead lead = home.aLead();

        home.does(tx -> {
            adapter().spine().apply(tx, List.of(home.decide(a("email_opened").to(lead))));
            assertThat(adapter().spine().timeline(tx, lead.id(), null, 10).data())
                    .hasSize(1);
            assertThat(home.timeline(lead.id())).isEmpty();
        });

        assertThat(home.timeline(lead.id())).hasSize(1);
    }

    @Test
    default void anEventMayNameALeadOfTheSameTransaction() {
        Home home = world().aTenant();
        Contact contact = home.aContact();
        Lead lead = Lead.capture(
                new LeadId(World.id()), contact.id(), home.workspace().id(), null, null, World.NOW);

        SpineOutcome outcome = home.write(tx -> {
            home.store(RecordTypes.LEADS).insert(tx, lead);
            return adapter()
                    .spine()
                    .apply(tx, List.of(home.decide(a("landing_form_submit").to(lead))))
                    .get(0);
        });

        assertThat(recorded(outcome).leadId()).isEqualTo(lead.id());
    }

    @Test
    default void inATransactionAnotherTenantsDecisionIsAMistake() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        Lead theirs = stranger.aLead();
        SpineDecision decision = stranger.decide(a("email_opened").to(theirs));

        assertThatThrownBy(() -> home.write(tx -> adapter().spine().apply(tx, List.of(decision))))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(stranger.timeline(theirs.id())).isEmpty();
    }

    // Timelines

    @Test
    default void aTimelineBeginsWithWhatHappenedLast() {
        Home home = world().aTenant();
        Lead lead = home.aLead();

        home.apply(
                a("email_opened").to(lead).ago(Duration.ofHours(2)),
                a("email_clicked").to(lead).ago(Duration.ofHours(1)),
                a("email_sent").to(lead).ago(Duration.ofDays(3)),
                a("email_replied").to(lead).ago(Duration.ofMinutes(1)));

        assertThat(home.timeline(lead.id()))
                .extracting(Activity::type)
                .containsExactly("email_replied", "email_clicked", "email_opened", "email_sent");
    }

    @Test
    default void thePagesOfATimelineFollowEachOtherWithoutGapOrRepetition() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        home.apply(IntStream.range(0, 11)
                .mapToObj(i -> a("email_opened").to(lead).ago(Duration.ofMinutes(i / 4)))
                .toList());
        List<Activity> whole = home.timeline(lead.id());

        List<Activity> ofLead = new ArrayList<>();
        List<Activity> ofContact = new ArrayList<>();
        Position next = null;
        do {
            Position after = next;
            Page<Activity> page = home.read(tx -> adapter().spine().timeline(tx, lead.id(), after, 3));
            assertThat(page.data()).isNotEmpty().hasSizeLessThanOrEqualTo(3);
            ofLead.addAll(page.data());
            ofContact.addAll(home.read(tx -> adapter().spine().timeline(tx, lead.contactId(), after, 3))
                    .data());
            next = page.next();
        } while (next != null);

        assertThat(whole).hasSize(11).isSortedAccordingTo((one, other) -> {
            int later = other.occurredAt().compareTo(one.occurredAt());
            return later != 0 ? later : other.id().toString().compareTo(one.id().toString());
        });
        assertThat(ofLead).containsExactlyElementsOf(whole);
        assertThat(ofContact).containsExactlyElementsOf(whole);
    }

    @Test
    default void aPersonsTimelineHoldsWhatHappenedAsALeadOrNot() {
        Home home = world().aTenant();
        Contact contact = home.aContact();
        Attribution before = home.record(a("email_opened").to(contact).ago(Duration.ofDays(9)));
        Lead one = home.aLead(contact, null);
        Lead two = home.aLead(contact, home.aCampaign());
        Attribution ofOne = home.record(a("email_opened").to(one).ago(Duration.ofDays(8)));
        Attribution ofTwo = home.record(a("email_opened").to(two).ago(Duration.ofDays(7)));
        home.record(a("email_opened").to(home.aLead()));

        assertThat(home.timeline(contact.id()))
                .extracting(Activity::id)
                .containsExactly(ofTwo.activityId(), ofOne.activityId(), before.activityId());
        assertThat(home.timeline(one.id())).extracting(Activity::id).containsExactly(ofOne.activityId());
    }

    @Test
    default void aDeletedLeadOrPersonHasAnEmptyTimelineUntilRestored() {
        Home home = world().aTenant();
        Lead lead = home.aLead(home.aCampaign());
        home.record(a("email_opened").to(lead));

        home.delete(RecordTypes.LEADS, lead.id());

        assertThat(home.timeline(lead.id())).isEmpty();
        assertThat(home.timeline(lead.contactId())).hasSize(1);
        home.delete(RecordTypes.CONTACTS, lead.contactId());
        assertThat(home.timeline(lead.contactId())).isEmpty();
        home.does(tx -> home.store(RecordTypes.CONTACTS).restore(tx, lead.contactId(), World.NOW));
        home.does(tx -> home.store(RecordTypes.LEADS).restore(tx, lead.id(), World.NOW));
        assertThat(home.timeline(lead.id())).hasSize(1);
        assertThat(home.timeline(lead.contactId())).hasSize(1);
    }

    @Test
    default void aPersonsTimelineHoldsNothingOfAWorkspaceThatTheActorMayNotEnter() {
        Home home = world().aTenant();
        Contact contact = home.aContact();
        Campaign elsewhere = home.aCampaign(home.aWorkspace().id());
        Lead lead = home.aLead(contact, home.aCampaign());
        Lead theirs = home.aLead(contact, elsewhere);
        Attribution ofLead = home.record(a("email_opened").to(lead).ago(Duration.ofDays(8)));
        home.record(a("email_opened").to(theirs).ago(Duration.ofDays(7)));
        Contact other = home.aContact();
        Attribution ofCampaign = home.record(a("email_opened").to(other).of(home.aCampaign()));
        home.record(a("email_clicked").to(other).of(elsewhere));
        Actor limited = Actor.user(
                home.tenant(),
                new UserId(World.id()),
                Role.OWNER,
                Set.of(home.workspace().id()));

        assertThat(timeline(limited, contact.id())).containsExactly(ofLead.activityId());
        assertThat(timeline(limited, other.id())).containsExactly(ofCampaign.activityId());
    }

    private List<ActivityId> timeline(Actor actor, ContactId contact) {
        return adapter()
                .transactions()
                .read(
                        actor,
                        tx -> adapter().spine().timeline(tx, contact, null, 10).data().stream()
                                .map(Activity::id)
                                .toList());
    }

    @Test
    default void nobodyElseSeesATimelineOrAFigure() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        Lead lead = home.aLead(home.aCampaign());
        Attribution attribution = home.record(a("email_opened").to(lead));

        assertThat(stranger.timeline(lead.id())).isEmpty();
        assertThat(stranger.timeline(lead.contactId())).isEmpty();
        assertThat(stranger.stats(attribution.campaignId())).isEmpty();
        Rebuilt rebuilt = stranger.write(tx -> adapter().spine().rebuildStats(tx, attribution.campaignId()));
        assertThat(rebuilt).isEqualTo(new Rebuilt(0, List.of()));
        assertThat(home.stats(attribution.campaignId())).hasSize(1);
    }

    @Test
    default void anUnknownLeadOrPersonHasAnEmptyTimeline() {
        Home home = world().aTenant();

        assertThat(home.timeline(new LeadId(World.id()))).isEmpty();
        assertThat(home.timeline(new ContactId(World.id()))).isEmpty();
    }

    // Figures

    @Test
    default void theFiguresAreByDayAndChannelBothDaysIncluded() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        for (int day = 1; day <= 4; day++) {
            Instant noon = Instant.parse("2026-02-0" + day + "T12:00:00Z");
            home.apply(
                    a("sms_sent").to(lead).at(noon),
                    a("email_sent").to(lead).at(noon),
                    a("email_bounced").to(lead).at(noon));
        }

        List<DailyStats> stats = home.read(tx ->
                adapter().spine().dailyStats(tx, campaign.id(), LocalDate.of(2026, 2, 2), LocalDate.of(2026, 2, 3)));

        assertThat(stats)
                .containsExactly(
                        new DailyStats(LocalDate.of(2026, 2, 2), "email", 1, 0, 0, 0, 0, 1, 0),
                        new DailyStats(LocalDate.of(2026, 2, 2), "sms", 1, 0, 0, 0, 0, 0, 0),
                        new DailyStats(LocalDate.of(2026, 2, 3), "email", 1, 0, 0, 0, 0, 1, 0),
                        new DailyStats(LocalDate.of(2026, 2, 3), "sms", 1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    default void aRecountComesOutEqual() {
        Home home = world().aTenant(ZoneId.of("Asia/Kolkata"));
        Campaign campaign = home.aCampaign();
        Lead lead = home.aLead(campaign);
        everythingThatCanHappen(home, lead);
        List<DailyStats> kept = home.stats(campaign.id());

        Rebuilt rebuilt = home.write(tx -> adapter().spine().rebuildStats(tx, campaign.id()));

        assertThat(kept).hasSizeGreaterThan(3);
        assertThat(rebuilt).isEqualTo(new Rebuilt(kept.size(), List.of()));
        assertThat(home.stats(campaign.id())).isEqualTo(kept);
    }

    @Test
    default void aRecountCorrectsWhatIsWrong() {
        Home home = world().aTenant();
        Campaign campaign = aCampaignWithReplies(home, 7);
        Campaign other = aCampaignWithReplies(home, 5);
        home.record(a("email_replied").to(home.aLead(campaign)));

        Rebuilt rebuilt = home.write(tx -> adapter().spine().rebuildStats(tx, campaign.id()));

        assertThat(rebuilt).isEqualTo(new Rebuilt(1, List.of(new Difference(null, null, "reply_count", 8, 1))));
        assertThat(home.now(RecordTypes.CAMPAIGNS, campaign.id()).replyCount()).isEqualTo(1);
        assertThat(home.now(RecordTypes.CAMPAIGNS, other.id())).isEqualTo(other);
        assertThat(home.write(tx -> adapter().spine().rebuildStats(tx, campaign.id()))
                        .differences())
                .isEmpty();
    }

    @Test
    default void nothingIsOrphaned() {
        Home home = world().aTenant();
        everythingThatCanHappen(home, home.aLead(home.aCampaign()));

        List<IntegrityRule> rules = home.read(tx -> adapter().spine().integrity(tx));

        assertThat(rules)
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.broken()).as(rule.rule()).isZero());
        assertThat(rules).anyMatch(rule -> rule.checked() > 0);
        assertThat(rules).extracting(IntegrityRule::rule).doesNotHaveDuplicates();
    }

    // What the tests above are made of

    private void assertDoesWhatItDeclares(String channel, ActivityType type) {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Contact contact = home.aContact();
        Lead lead = home.aLead(contact, campaign);
        SequenceRun run = home.aRun(lead);
        SequenceRun ofOtherLead = home.aRun(home.aLead(contact, null));
        SpineDecision decision = home.decide(
                a(type.name(), channel).to(lead).with("consent", true).with("text", "Stop!"));

        Attribution attribution =
                recorded(adapter().spine().apply(List.of(decision)).get(0));

        assertThat(home.timeline(lead.id()))
                .extracting(Activity::type, Activity::channel)
                .containsExactly(tuple(type.name(), channel));
        LocalDate today = LocalDate.of(2026, 3, 2);
        assertThat(home.stats(campaign.id()))
                .isEqualTo(
                        type.stat() == null
                                ? List.of()
                                : List.of(DailyStats.none(today, channel).plusOne(type.stat())));
        LeadStatus status = type.advancesTo() == null ? LeadStatus.NEW : type.advancesTo();
        assertThat(attribution.leadStatus()).isEqualTo(status);
        Lead now = home.now(RecordTypes.LEADS, lead.id());
        assertThat(now.status()).isEqualTo(status);
        assertThat(now.lastContactAt()).isEqualTo(type.has(Effect.CONTACTS) ? AN_HOUR_AGO : null);
        assertThat(home.now(RecordTypes.CAMPAIGNS, campaign.id()).replyCount())
                .isEqualTo(type.has(Effect.COUNTS_CAMPAIGN_REPLY) ? 1 : 0);
        boolean pausesPerson = type.has(Effect.PAUSES_SEQUENCES_OF_PERSON) || type.has(Effect.OBEYS_STOP_WORDS);
        assertPausedIf(home, run, type, pausesPerson || type.has(Effect.PAUSES_SEQUENCES));
        assertPausedIf(home, ofOtherLead, type, pausesPerson);
        assertThat(home.now(RecordTypes.CONTACTS, contact.id()).consent()).isEqualTo(consentAfter(channel, type));
        assertThat(enqueued(home, decision))
                .extracting(Job::kind)
                .containsExactlyInAnyOrderElementsOf(
                        decision.jobs().stream().map(FollowUp::kind).toList());
    }

    private static Map<String, Consent> consentAfter(String channel, ActivityType type) {
        if (type.has(Effect.WITHDRAWS_CONSENT) || type.has(Effect.OBEYS_STOP_WORDS)) {
            return Map.of(channel, new Consent(ConsentState.WITHDRAWN, AN_HOUR_AGO));
        }
        return type.has(Effect.STATES_CONSENT)
                ? Map.of("email", new Consent(ConsentState.GRANTED, AN_HOUR_AGO))
                : Map.of();
    }

    private static void assertPausedIf(Home home, SequenceRun run, ActivityType type, boolean pauses) {
        if (pauses) {
            assertPaused(home, run, type.name(), AN_HOUR_AGO);
        } else {
            assertThat(home.now(RecordTypes.SEQUENCE_RUNS, run.id())).isEqualTo(run);
        }
    }

    private static void assertPaused(Home home, SequenceRun run, String reason, Instant at) {
        SequenceRun now = home.now(RecordTypes.SEQUENCE_RUNS, run.id());
        assertThat(now.status()).isEqualTo(RunStatus.PAUSED);
        assertThat(now.pausedReason()).isEqualTo(reason);
        assertThat(now.pausedAt()).isEqualTo(at);
    }

    private static void assertConsent(Home home, Lead lead, String channel, ConsentState state, Instant at) {
        assertThat(home.now(RecordTypes.CONTACTS, lead.contactId()).consent())
                .containsEntry(channel, new Consent(state, at));
    }

    /** Every activity type of every channel, on five days. */
    private void everythingThatCanHappen(Home home, Lead lead) {
        List<Happening> all = new ArrayList<>();
        for (String channel : adapter().channels().channels()) {
            for (String type : adapter().channels().activityTypes(channel)) {
                for (int days = 0; days < 5; days++) {
                    all.add(a(type, channel).to(lead).ago(Duration.ofDays(days)));
                }
            }
        }
        assertThat(home.apply(all)).allMatch(Recorded.class::isInstance);
    }

    private static void countsFor(Home home, Instant at, LocalDate day) {
        Campaign campaign = home.aCampaign();
        home.record(a("email_opened").to(home.aLead(campaign)).at(at));
        assertThat(home.stats(campaign.id())).extracting(DailyStats::day).containsExactly(day);
    }

    private static @Nullable LeadStatus statusAfter(Home home, LeadStatus before, String type) {
        Lead lead = home.change(RecordTypes.LEADS, Components.with(home.aLead(), "status", before));
        LeadStatus told = home.record(a(type).to(lead)).leadStatus();
        assertThat(home.now(RecordTypes.LEADS, lead.id()).status()).isEqualTo(told);
        return told;
    }

    private static Lead newer(Home home, Lead lead) {
        return home.change(
                RecordTypes.LEADS, Components.with(lead, "createdAt", World.NOW.plus(Duration.ofMinutes(1))));
    }

    private static void close(Home home, LeadId id) {
        home.change(RecordTypes.LEADS, Components.with(home.now(RecordTypes.LEADS, id), "status", LeadStatus.LOST));
    }

    /** A campaign whose reply count nothing explains. */
    private static Campaign aCampaignWithReplies(Home home, long replies) {
        Campaign another = home.aCampaign();
        return home.keep(
                RecordTypes.CAMPAIGNS,
                Components.with(
                        another,
                        Map.of("id", new CampaignId(World.id()), "name", World.word(), "replyCount", replies)));
    }

    private static Happening form(Lead lead, Object consent) {
        return a("landing_form_submit").to(lead).with("consent", consent);
    }

    private static List<Job> enqueued(Home home, SpineDecision decision) {
        return decision.jobs().stream()
                .flatMap(job -> home.job(job.id()).stream())
                .toList();
    }

    private static Attribution recorded(SpineOutcome outcome) {
        assertThat(outcome).isInstanceOf(Recorded.class);
        return attribution(outcome);
    }

    private static Attribution duplicate(SpineOutcome outcome) {
        assertThat(outcome).isInstanceOf(Duplicate.class);
        return attribution(outcome);
    }

    private static Attribution attribution(SpineOutcome outcome) {
        return switch (outcome) {
            case Recorded recorded -> recorded.attribution();
            case Duplicate duplicate -> duplicate.attribution();
            default -> throw new AssertionError("not recorded: " + outcome);
        };
    }

    private static void assertSameEvent(Attribution again, Attribution first) {
        assertThat(again.activityId()).isEqualTo(first.activityId());
        assertThat(again.contactId()).isEqualTo(first.contactId());
        assertThat(again.leadId()).isEqualTo(first.leadId());
        assertThat(again.campaignId()).isEqualTo(first.campaignId());
    }

    private static void assertRefused(List<SpineOutcome> outcomes, String code, String field) {
        assertRefused(outcomes, code);
        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(((Refused) outcome).violation().field()).isEqualTo(field));
    }

    private static void assertRefused(List<SpineOutcome> outcomes, String code) {
        assertThat(outcomes).isNotEmpty().allSatisfy(outcome -> {
            assertThat(outcome).isInstanceOf(Refused.class);
            assertThat(((Refused) outcome).violation().code()).isEqualTo(code);
        });
    }

    private static void assertStale(ThrowingCallable change) {
        assertThatThrownBy(change).isInstanceOf(StaleVersion.class);
    }
}
