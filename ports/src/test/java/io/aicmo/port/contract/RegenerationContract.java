package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.application.cmo.CreatePlan;
import io.aicmo.application.cmo.DraftContent;
import io.aicmo.application.cmo.DraftFunnel;
import io.aicmo.application.cmo.DraftPlan;
import io.aicmo.application.cmo.RegenerateAsset;
import io.aicmo.application.cmo.RegeneratePlan;
import io.aicmo.application.cmo.RegenerateStage;
import io.aicmo.application.cmo.StoreFunnel;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.ContentInput;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.BrandProfile;
import io.aicmo.domain.cmo.BudgetShare;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.ContentVariant;
import io.aicmo.domain.cmo.Funnel;
import io.aicmo.domain.cmo.FunnelStage;
import io.aicmo.domain.cmo.FunnelStatus;
import io.aicmo.domain.cmo.Kpi;
import io.aicmo.domain.cmo.Milestone;
import io.aicmo.domain.cmo.MilestoneStatus;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.PlanStatus;
import io.aicmo.domain.cmo.Theme;
import io.aicmo.domain.cmo.draft.ContentDraft;
import io.aicmo.domain.cmo.draft.FunnelDraft;
import io.aicmo.domain.cmo.draft.PlanDraft;
import io.aicmo.domain.shared.BrandProfileId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.ContentVariantId;
import io.aicmo.domain.shared.FunnelId;
import io.aicmo.domain.shared.FunnelStageId;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is made anew takes its own place, and leaves what stands beside it as it is. */
public interface RegenerationContract extends StoreContract {
    InstantSource CLOCK = InstantSource.fixed(World.NOW);

    @Test
    default void aPostAnAdvertisementAndAnEmailWrittenAnewTakeTheirOwnPlaces() {
        Home home = aHome();
        Campaign campaign = home.aCampaign();
        for (AssetKind kind : List.of(AssetKind.SOCIAL_POST, AssetKind.AD, AssetKind.EMAIL)) {
            // What stands on another channel, or is of another kind, does not count.
            piece(home, campaign, kind, "elsewhere", 0, "Elsewhere");
            List<ContentAsset> siblings = IntStream.range(0, 3)
                    .mapToObj(at -> piece(home, campaign, kind, channel(kind), at * 10, "Mine " + at))
                    .toList();

            ContentAsset anew = anew(home, siblings.get(1).id(), drafts(kind, 3));

            assertThat(anew.body()).contains("Text 1 on " + channel(kind));
            assertThat(anew.position()).isEqualTo(10);
            assertThat(home.now(RecordTypes.CONTENT_ASSETS, siblings.get(0).id()))
                    .isEqualTo(siblings.get(0));
        }
    }

    @Test
    default void whatWasMadeTogetherIsMadeAgainOneByOneWithoutATwin() {
        Home home = aHome();
        Campaign campaign = home.aCampaign();
        piece(home, campaign, AssetKind.AD, "google_ads", 0, "By hand");
        List<ContentAsset> drafted = IntStream.range(0, 2)
                .mapToObj(at -> piece(home, campaign, AssetKind.AD, "google_ads", at, body(AssetKind.AD, at)))
                .toList();

        for (ContentAsset ad : drafted) {
            anew(home, ad.id(), drafts(AssetKind.AD, 2));
        }

        assertThat(bodies(home, campaign)).doesNotHaveDuplicates();
        assertThat(home.now(RecordTypes.CONTENT_ASSETS, drafted.get(1).id()).body())
                .isEqualTo(drafted.get(1).body());
    }

    @Test
    default void whatTheCampaignSaysAlreadyIsNotSaidTwice() {
        Home home = aHome();
        Campaign campaign = home.aCampaign();
        IntStream.range(0, 10)
                .forEach(at -> piece(home, campaign, AssetKind.EMAIL, "email", at, body(AssetKind.EMAIL, at)));
        ContentAsset eleventh = piece(home, campaign, AssetKind.EMAIL, "email", 10, "By hand");

        Rejected refused =
                catchThrowableOfType(Rejected.class, () -> anew(home, eleventh.id(), drafts(AssetKind.EMAIL, 10)));

        assertThat(refused.code()).isEqualTo("content_asset.not_drafted");
        assertThat(home.now(RecordTypes.CONTENT_ASSETS, eleventh.id())).isEqualTo(eleventh);
    }

    @Test
    default void theVariantsOfWhatWasWrittenAnewAreThoseOfTheNew() {
        Home home = aHome();
        Campaign campaign = home.aCampaign();
        ContentAsset email = piece(home, campaign, AssetKind.EMAIL, "email", 0, "Old");
        ContentAsset post = piece(home, campaign, AssetKind.SOCIAL_POST, "linkedin", 0, "Old post");
        variant(home, email, "B");
        variant(home, email, "C");
        variant(home, post, "B");

        ContentAsset anew = anew(home, email.id(), drafts(AssetKind.EMAIL, 1));
        anew(home, post.id(), drafts(AssetKind.SOCIAL_POST, 1));

        assertThat(variants(home, email)).singleElement().satisfies(variant -> {
            assertThat(variant.label()).isEqualTo("B");
            assertThat(variant.body()).isEqualTo("Otherwise 0");
            assertThat(variant.generation()).isEqualTo(anew.generation());
        });
        assertThat(variants(home, post)).isEmpty();
    }

    @Test
    default void aStageDraftedAnewIsNoneOfTheOthersAndOnChannelsThatThereAre() {
        Home home = aHome();
        Funnel funnel = aFunnel(home);
        FunnelStage first = stage(home, funnel, 0, "Awareness");
        FunnelStage second = stage(home, funnel, 1, "Mine");
        stage(home, funnel, 2, "Decision");

        FunnelStage anew = anew(home, second, drafted("email", "AWARENESS", "Interest", "Decision"));
        Rejected nothing = catchThrowableOfType(
                Rejected.class, () -> anew(home, second, drafted("email", "Awareness", "Decision")));
        Rejected nowhere = catchThrowableOfType(
                Rejected.class, () -> anew(home, second, drafted("smoke_signals", "Interest", "Desire")));

        assertThat(anew.name()).isEqualTo("Interest");
        assertThat(anew.position()).isEqualTo(1);
        assertThat(home.now(RecordTypes.FUNNEL_STAGES, first.id())).isEqualTo(first);
        assertThat(nothing.code()).isEqualTo("funnel_stage.not_drafted");
        assertThat(nowhere.code()).isEqualTo("channel.unknown");
        assertThat(home.now(RecordTypes.FUNNEL_STAGES, second.id())).isEqualTo(anew);
    }

    @Test
    default void aFunnelIsKeptOnlyOnChannelsThatThereAre() {
        Home home = aHome();
        Plan plan = aPlan(home);
        Adapter adapter = adapter();
        StoreFunnel store =
                new StoreFunnel(adapter.transactions(), adapter.records(), adapter.channels(), World::id, CLOCK);

        Rejected refused = catchThrowableOfType(
                Rejected.class,
                () -> store.handle(home.actor(), plan.id(), drafted("smoke_signals", "One", "Two"), null));

        assertThat(refused.code()).isEqualTo("channel.unknown");
        assertThat(refused.violations().get(0).field()).isEqualTo("stages/0/channels/0");
        assertThat(store.handle(home.actor(), plan.id(), drafted("email", "One", "Two"), null)
                        .stages())
                .hasSize(2);
    }

    @Test
    default void aMonthThatIsDraftedAnewDoesNotOverfillItsPlan() {
        Home home = aHome();
        Plan plan = aPlan(home);
        List<Milestone> reached = IntStream.range(0, Milestone.MOST)
                .mapToObj(at -> Milestone.of(
                        plan,
                        new MilestoneId(World.id()),
                        new Milestone.Edit("Reached " + at, null, plan.startDate(), MilestoneStatus.DONE),
                        World.NOW))
                .toList();
        home.does(tx -> home.store(RecordTypes.MILESTONES).insertAll(tx, reached));
        PlanDraft draft = drafted(plan, "New");

        Rejected refused = catchThrowableOfType(Rejected.class, () -> anew(home, plan, draft));

        assertThat(refused.code()).isEqualTo("plan.too_many_milestones");
        assertThat(home.now(RecordTypes.PLANS, plan.id())).isEqualTo(plan);
        home.delete(RecordTypes.MILESTONES, reached.get(0).id());
        assertThat(anew(home, plan, draft).milestones()).hasSize(Milestone.MOST);
    }

    private static Plan aPlan(Home home) {
        return home.keep(
                RecordTypes.PLANS,
                Plan.drafted(
                        new PlanId(World.id()),
                        home.workspace().id(),
                        new Plan.Edit(
                                null,
                                null,
                                "Plan",
                                null,
                                null,
                                PlanStatus.DRAFT,
                                LocalDate.parse("2026-03-03"),
                                List.of(),
                                List.of(),
                                null,
                                List.of()),
                        null,
                        World.NOW));
    }

    private static Funnel aFunnel(Home home) {
        return home.keep(
                RecordTypes.FUNNELS,
                Funnel.drafted(
                        new FunnelId(World.id()),
                        home.workspace().id(),
                        new Funnel.Edit(null, null, null, "Funnel", null, FunnelStatus.DRAFT),
                        null,
                        World.NOW));
    }

    private static FunnelStage stage(Home home, Funnel funnel, int position, String name) {
        return home.keep(
                RecordTypes.FUNNEL_STAGES,
                FunnelStage.of(
                        funnel,
                        new FunnelStageId(World.id()),
                        new FunnelStage.Edit(position, name, "Goal", null, BigDecimal.TEN, List.of("email"), List.of()),
                        World.NOW));
    }

    /** A funnel of stages of these names, all on one channel. */
    private static FunnelDraft drafted(String channel, String... names) {
        return new FunnelDraft(
                "Funnel",
                "Goal",
                Arrays.stream(names)
                        .map(name -> new FunnelDraft.Stage(
                                name,
                                "Goal",
                                "Description",
                                BigDecimal.TEN,
                                List.of(channel),
                                List.of(AssetKind.EMAIL)))
                        .toList());
    }

    /** A plan with a milestone of this title on the first day of each month. */
    private static PlanDraft drafted(Plan plan, String title) {
        LocalDate start = plan.startDate();
        return new PlanDraft(
                "Plan",
                "Goal",
                "Summary",
                start,
                plan.endDate(),
                List.of(new Theme(1, "One", null), new Theme(2, "Two", null), new Theme(3, "Three", null)),
                IntStream.range(0, 3)
                        .mapToObj(month -> new PlanDraft.PlannedMilestone(
                                title + " " + month, "Description", start.plusDays(30L * month)))
                        .toList(),
                List.of(new Kpi("Leads", "leads", BigDecimal.TEN, null)),
                null,
                List.of(new BudgetShare("email", BigDecimal.valueOf(100))));
    }

    private FunnelStage anew(Home home, FunnelStage stage, FunnelDraft draft) {
        ScriptedAgents agents = new ScriptedAgents().says(CmoAgents.FUNNEL_ARCHITECT, told -> draft);
        Adapter adapter = adapter();
        return new RegenerateStage(
                        adapter.transactions(),
                        adapter.records(),
                        new DraftFunnel(adapter.transactions(), adapter.records(), adapter.channels(), agents),
                        adapter.channels(),
                        CLOCK)
                .handle(home.actor(), stage.id(), null, null);
    }

    private CreatePlan.Result anew(Home home, Plan plan, PlanDraft draft) {
        return plans(new ScriptedAgents().says(CmoAgents.PLANNER, told -> draft))
                .handle(home.actor(), plan.id(), RegeneratePlan.Part.MONTH_1, null, null);
    }

    private RegeneratePlan plans(ScriptedAgents agents) {
        Adapter adapter = adapter();
        return new RegeneratePlan(
                adapter.transactions(),
                adapter.records(),
                new DraftPlan(
                        adapter.transactions(),
                        adapter.records(),
                        adapter.tenants(),
                        adapter.channels(),
                        agents,
                        CLOCK),
                World::id,
                CLOCK);
    }

    private Home aHome() {
        Home home = world().aTenant();
        BrandProfile.Edit words = new BrandProfile.Edit(
                "Northwind",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null);
        home.keep(
                RecordTypes.BRAND_PROFILES,
                BrandProfile.of(new BrandProfileId(World.id()), home.workspace().id(), words, null, World.NOW));
        return home;
    }

    private ContentAsset anew(Home home, ContentAssetId id, ContentDraft draft) {
        ScriptedAgents agents = new ScriptedAgents().says(CmoAgents.CONTENT_ENGINE, (ContentInput told) -> draft);
        Adapter adapter = adapter();
        return new RegenerateAsset(
                        adapter.transactions(),
                        adapter.records(),
                        new DraftContent(adapter.transactions(), adapter.records(), adapter.channels(), agents),
                        World::id,
                        CLOCK)
                .handle(home.actor(), id, null, null);
    }

    /** As many pieces of a kind, on its channel and on another. */
    private static ContentDraft drafts(AssetKind kind, int count) {
        return new ContentDraft(
                null,
                kind == AssetKind.EMAIL
                        ? IntStream.range(0, count)
                                .mapToObj(RegenerationContract::email)
                                .toList()
                        : List.of(),
                null,
                kind == AssetKind.SOCIAL_POST
                        ? onTwo(
                                kind,
                                count,
                                (channel, at) -> new ContentDraft.SocialPost(
                                        channel, "Post", text(channel, at), List.of(), null))
                        : List.of(),
                kind == AssetKind.AD
                        ? onTwo(
                                kind,
                                count,
                                (channel, at) -> new ContentDraft.Ad(channel, "Ad", text(channel, at), "Call", "All"))
                        : List.of(),
                List.of());
    }

    /** Drafts a piece for a place. */
    @FunctionalInterface
    interface Draft<T> {
        T of(String channel, int at);
    }

    private static <T> List<T> onTwo(AssetKind kind, int count, Draft<T> draft) {
        return IntStream.range(0, 2 * count)
                .mapToObj(at -> draft.of(at < count ? "other_network" : channel(kind), at % count))
                .toList();
    }

    private static ContentDraft.Email email(int at) {
        return new ContentDraft.Email(
                0,
                "Subject",
                "Preview",
                text("email", at),
                List.of(new ContentDraft.EmailVariant("B", "Other", "Otherwise " + at)));
    }

    private static String text(String channel, int at) {
        return "Text " + at + " on " + channel;
    }

    /** What the draft's piece of a kind says in whole, on its channel. */
    private static String body(AssetKind kind, int at) {
        String text = text(channel(kind), at);
        return kind == AssetKind.AD ? new ContentDraft.Ad("any", "Ad", text, "Call", "All").body() : text;
    }

    private static String channel(AssetKind kind) {
        return Map.of(AssetKind.EMAIL, "email", AssetKind.SOCIAL_POST, "linkedin", AssetKind.AD, "google_ads")
                .get(kind);
    }

    private static ContentAsset piece(
            Home home, Campaign campaign, AssetKind kind, String channel, int position, String body) {
        return home.keep(
                RecordTypes.CONTENT_ASSETS,
                ContentAsset.drafted(
                        campaign,
                        new ContentAssetId(World.id()),
                        new ContentAsset.Words(null, kind, channel, position, 0, "Title", null, body, Map.of()),
                        null,
                        World.NOW));
    }

    private static void variant(Home home, ContentAsset asset, String label) {
        home.keep(
                RecordTypes.CONTENT_VARIANTS,
                ContentVariant.of(
                        asset,
                        new ContentVariantId(World.id()),
                        new ContentVariant.Edit(label, 50, null, null, "Old otherwise", Map.of()),
                        null,
                        World.NOW));
    }

    private static List<ContentVariant> variants(Home home, ContentAsset asset) {
        return home.read(tx -> home.store(RecordTypes.CONTENT_VARIANTS)
                        .list(tx, ListQuery.newest(50).where("contentAssetId", asset.id())))
                .data();
    }

    private static List<String> bodies(Home home, Campaign campaign) {
        return home
                .read(tx -> home.store(RecordTypes.CONTENT_ASSETS)
                        .list(tx, ListQuery.newest(50).where("campaignId", campaign.id())))
                .data()
                .stream()
                .map(ContentAsset::body)
                .toList();
    }
}
