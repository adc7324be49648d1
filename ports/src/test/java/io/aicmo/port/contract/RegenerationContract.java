package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.application.cmo.DraftContent;
import io.aicmo.application.cmo.RegenerateAsset;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.ContentInput;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.BrandProfile;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.ContentVariant;
import io.aicmo.domain.cmo.draft.ContentDraft;
import io.aicmo.domain.shared.BrandProfileId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.ContentVariantId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import java.time.InstantSource;
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

        Rejected refused = catchThrowableOfType(
                Rejected.class, () -> anew(home, eleventh.id(), drafts(AssetKind.EMAIL, 10)));

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

    private Home aHome() {
        Home home = world().aTenant();
        BrandProfile.Edit words = new BrandProfile.Edit(
                "Northwind", null, null, null, null, null, null, null, null, null, List.of(), List.of(), List.of(),
                List.of(), List.of(), List.of(), null);
        home.keep(
                RecordTypes.BRAND_PROFILES,
                BrandProfile.of(
                        new BrandProfileId(World.id()), home.workspace().id(), words, null, World.NOW));
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
                        ? onTwo(kind, count, (channel, at) ->
                                new ContentDraft.SocialPost(channel, "Post", text(channel, at), List.of(), null))
                        : List.of(),
                kind == AssetKind.AD
                        ? onTwo(kind, count, (channel, at) ->
                                new ContentDraft.Ad(channel, "Ad", text(channel, at), "Call", "All"))
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
