package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.Consent;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.crm.RunStatus;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.crm.SpineDecision.FollowUp;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineStore.IntegrityRule;
import io.aicmo.port.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A tenant that always begins the same way: two campaigns, three people, three leads, sequences in every state, two
 * messages. So the same events can be told in two tenants, and what became of both can be compared.
 */
final class Story {
    /** How many ways there are to say whom something happened to. */
    static final int PARTIES = 11;

    static final int CAMPAIGNS = 2;

    private final Home home;
    private final List<Campaign> campaigns;
    private final List<Contact> people;
    private final List<Lead> leads;
    private final List<SequenceRun> runs;
    private final Queue<JobId> followUps = new ConcurrentLinkedQueue<>();

    /**
     * An event, the same in every story.
     *
     * @param type channel and activity type
     * @param party whom it happened to, in one of the ways to say so
     * @param campaign which campaign it names, or -1 for none
     * @param moment how many times seventeen hours ago
     */
    record Told(int number, String type, int party, int campaign, int moment, String text, boolean agreed) {
        Told(String type, int party, int campaign, int moment, String text, boolean agreed) {
            this(0, type, party, campaign, moment, text, agreed);
        }

        static List<Told> numbered(List<Told> events) {
            return IntStream.range(0, events.size())
                    .mapToObj(i -> Components.with(events.get(i), "number", i))
                    .toList();
        }

        Instant at() {
            return World.NOW.minus(Duration.ofHours(17L * moment));
        }
    }

    /** What is the same in two stories in which the same happened: everything but ids and when it was learned of. */
    record State(
            List<List<DailyStats>> stats,
            List<Long> replies,
            List<Happened> activities,
            List<LeadState> leads,
            List<RunState> runs,
            List<Map<String, Consent>> consents,
            List<Wanted> jobs) {}

    record Happened(
            String type, String channel, int person, int lead, int campaign, Instant at, Map<String, Object> meta) {}

    record LeadState(LeadStatus status, @Nullable Instant lastContactAt) {}

    record RunState(
            RunStatus status,
            @Nullable String reason,
            @Nullable Instant at) {}

    record Wanted(String kind, String action, int lead) {}

    private Story(Home home, List<Campaign> campaigns, List<Contact> people, List<Lead> leads, List<SequenceRun> runs) {
        this.home = home;
        this.campaigns = campaigns;
        this.people = people;
        this.leads = leads;
        this.runs = runs;
    }

    static Story begin(World world) {
        Home home = world.aTenant(ZoneId.of("America/New_York"));
        List<Campaign> campaigns = List.of(home.direct(), home.aCampaign(), home.aCampaign());
        List<Contact> people = IntStream.range(0, 3)
                .mapToObj(i -> home.change(
                        RecordTypes.CONTACTS,
                        Components.with(
                                home.aContact("person" + i + "@example.com"),
                                "phone",
                                new PhoneNumber("+1415555010" + i))))
                .toList();
        Lead first = home.aLead(people.get(0), campaigns.get(1));
        Lead second = home.change(
                RecordTypes.LEADS,
                Components.with(home.aLead(people.get(0), campaigns.get(2)), "createdAt", World.NOW.plusSeconds(1)));
        Lead third = home.aLead(people.get(1), null);
        List<SequenceRun> runs = List.of(
                home.aRun(first),
                home.aRun(first),
                home.aRun(first, RunStatus.STOPPED),
                home.aRun(first, RunStatus.PAUSED),
                home.aRun(second),
                home.aRun(second, RunStatus.COMPLETED),
                home.aRun(third));
        home.record(Happening.a("email_sent").to(first).ago(Duration.ofDays(9)).message("m0@example.com"));
        home.record(Happening.a("email_sent").to(third).ago(Duration.ofDays(9)).message("m1@example.com"));
        return new Story(home, campaigns, people, List.of(first, second, third), runs);
    }

    /** Tells events in one call. */
    List<SpineOutcome> tell(List<Told> events) {
        List<SpineDecision> decisions =
                events.stream().map(event -> home.decide(happening(event))).toList();
        decisions.forEach(decision -> decision.jobs().stream().map(FollowUp::id).forEach(followUps::add));
        return home.adapter().spine().apply(decisions);
    }

    private Happening happening(Told event) {
        String[] channelAndType = event.type.split(" ");
        Happening happening = Happening.a(channelAndType[1], channelAndType[0])
                .toldBy("provider", "evt-" + event.number)
                .at(event.at())
                .with("text", event.text)
                .with("consent", event.agreed);
        Happening whose = whose(happening, event.party);
        return event.campaign < 0 ? whose : whose.of(campaigns.get(event.campaign + 1));
    }

    private Happening whose(Happening happening, int party) {
        return switch (party) {
            case 0, 1, 2 -> happening.to(leads.get(party));
            case 3, 4, 5 -> happening.to(people.get(party - 3));
            case 6, 7 -> happening.to(people.get(party - 6).email());
            case 8 -> happening.to(new Party(null, null, null, people.get(1).phone()));
            case 9 -> happening.answering("m0@example.com");
            // Known to nobody: always refused.
            default -> happening.to(Party.lead(new LeadId(World.id())));
        };
    }

    List<Activity> activities() {
        return people.stream()
                .flatMap(person -> home.timeline(person.id()).stream())
                // What was sent at the beginning is no event of the story.
                .filter(activity -> activity.meta().containsKey("text"))
                .toList();
    }

    State state() {
        return new State(
                each(campaigns, campaign -> home.stats(campaign.id())),
                each(
                        campaigns,
                        campaign ->
                                home.now(RecordTypes.CAMPAIGNS, campaign.id()).replyCount()),
                activities().stream()
                        .map(this::happened)
                        .sorted(Comparator.comparing(Happened::toString))
                        .toList(),
                each(leads, lead -> {
                    Lead now = home.now(RecordTypes.LEADS, lead.id());
                    return new LeadState(now.status(), now.lastContactAt());
                }),
                each(runs, run -> {
                    SequenceRun now = home.now(RecordTypes.SEQUENCE_RUNS, run.id());
                    return new RunState(now.status(), now.pausedReason(), now.pausedAt());
                }),
                each(
                        people,
                        person -> home.now(RecordTypes.CONTACTS, person.id()).consent()),
                followUps.stream()
                        .map(home::job)
                        .flatMap(Optional::stream)
                        .map(this::wanted)
                        .sorted(Comparator.comparing(Wanted::toString))
                        .toList());
    }

    /** What holds whatever was told: paused runs say why, figures come out equal, nothing is orphaned. */
    void assertNothingIsWrong() {
        Map<Object, Activity> activities = new HashMap<>();
        people.forEach(person -> home.timeline(person.id()).forEach(one -> activities.put(one.id(), one)));
        for (SequenceRun run : runs) {
            SequenceRun now = home.now(RecordTypes.SEQUENCE_RUNS, run.id());
            assertThat(now.saysWhyItIsPaused()).isTrue();
            if (now.pausedBy() != null) {
                Activity cause = activities.get(now.pausedBy());
                assertThat(cause.type()).isEqualTo(now.pausedReason());
                assertThat(cause.occurredAt()).isEqualTo(now.pausedAt());
            }
        }
        for (Campaign campaign : campaigns) {
            assertThat(home.write(tx -> home.adapter().spine().rebuildStats(tx, campaign.id()))
                            .differences())
                    .isEmpty();
        }
        List<IntegrityRule> rules = home.read(tx -> home.adapter().spine().integrity(tx));
        assertThat(rules).extracting(IntegrityRule::broken).containsOnly(0L);
    }

    private Happened happened(Activity activity) {
        return new Happened(
                activity.type(),
                activity.channel(),
                place(each(people, Contact::id), activity.contactId()),
                place(each(leads, Lead::id), activity.leadId()),
                place(each(campaigns, Campaign::id), activity.campaignId()),
                activity.occurredAt(),
                new TreeMap<>(activity.meta()));
    }

    private Wanted wanted(Job job) {
        return new Wanted(
                job.kind(),
                String.valueOf(job.payload().get("action")),
                place(each(leads, lead -> lead.id().toString()), job.payload().get("lead_id")));
    }

    private static int place(List<?> all, @Nullable Object one) {
        return one == null ? -1 : all.indexOf(one);
    }

    private static <T, U> List<U> each(List<T> all, Function<T, U> as) {
        return all.stream().map(as).toList();
    }
}
