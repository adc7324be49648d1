package io.aicmo.domain.cmo.draft;

import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.ContentVariant;
import io.aicmo.domain.shared.Attributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What of drafted content becomes which piece of a campaign's content. */
public final class Pieces {
    private static final int WEIGHT = 50;

    private Pieces() {}

    /** A piece of content and its variants. */
    public record Piece(ContentAsset.Words words, List<ContentVariant.Edit> variants) {
        public Piece {
            variants = List.copyOf(variants);
        }
    }

    /** Every piece of a draft: the page, the e-mails in their order, the script, the posts, the advertisements. */
    public static List<Piece> of(ContentDraft draft) {
        List<Piece> pieces = new ArrayList<>();
        if (draft.landingPage() != null) {
            pieces.add(page(draft.landingPage()));
        }
        for (int i = 0; i < draft.emails().size(); i++) {
            pieces.add(email(i, draft.emails().get(i)));
        }
        if (draft.voiceScript() != null) {
            pieces.add(script(draft.voiceScript()));
        }
        for (int i = 0; i < draft.socialPosts().size(); i++) {
            pieces.add(post(i, draft.socialPosts().get(i)));
        }
        for (int i = 0; i < draft.ads().size(); i++) {
            pieces.add(ad(i, draft.ads().get(i)));
        }
        return List.copyOf(pieces);
    }

    /**
     * What of a draft takes the place of a piece that is written anew: of its kind, on its channel where anything is, and
     * said by none of the others already, what stands nearest to where it stands among its siblings.
     *
     * @param content all of the campaign's content, in its order
     * @return empty if the draft has nothing of its kind that the others do not say
     */
    public static Optional<Piece> anew(ContentDraft draft, ContentAsset asset, List<ContentAsset> content) {
        List<Piece> ofItsKind = of(draft).stream()
                .filter(piece -> piece.words.kind() == asset.kind())
                .toList();
        List<Piece> onItsChannel = ofItsKind.stream()
                .filter(piece -> piece.words.channel().equals(asset.channel()))
                .toList();
        List<Piece> drafted = onItsChannel.isEmpty() ? ofItsKind : onItsChannel;
        Set<String> said = content.stream()
                .filter(other -> other.kind() == asset.kind() && !other.id().equals(asset.id()))
                .map(ContentAsset::body)
                .collect(Collectors.toSet());
        int rank = rank(asset, content);
        return IntStream.range(0, drafted.size())
                .filter(at -> !said.contains(drafted.get(at).words.body().strip()))
                .boxed()
                .min(Comparator.comparingInt(at -> Math.abs(at - rank)))
                .map(drafted::get);
    }

    /** How many of its kind stand before it on its channel. */
    private static int rank(ContentAsset asset, List<ContentAsset> content) {
        return content.stream()
                .filter(other -> other.kind() == asset.kind() && other.channel().equals(asset.channel()))
                .map(ContentAsset::id)
                .toList()
                .indexOf(asset.id());
    }

    private static Piece page(LandingPage page) {
        return new Piece(
                words(
                        AssetKind.LANDING_PAGE,
                        "landing_page",
                        0,
                        0,
                        page.title(),
                        null,
                        page.body(),
                        Map.of(
                                "headline", page.headline(),
                                "subheadline", page.subheadline(),
                                "call_to_action", page.callToAction(),
                                "form_fields", page.formFields())),
                page.variants().stream()
                        .map(variant -> new ContentVariant.Edit(
                                variant.label(), WEIGHT, variant.headline(), null, page.body(variant), Map.of()))
                        .toList());
    }

    private static Piece email(int position, ContentDraft.Email email) {
        return new Piece(
                words(
                        AssetKind.EMAIL,
                        "email",
                        position,
                        email.delayHours(),
                        email.subject(),
                        email.subject(),
                        email.body(),
                        Map.of("preview_text", email.previewText())),
                email.variants().stream()
                        .map(variant -> new ContentVariant.Edit(
                                variant.label(), WEIGHT, null, variant.subject(), variant.body(), Map.of()))
                        .toList());
    }

    private static Piece script(VoiceScript script) {
        return new Piece(
                words(
                        AssetKind.VOICE_SCRIPT,
                        "voice",
                        0,
                        0,
                        script.title(),
                        null,
                        script.body(),
                        Map.of("questions", script.questions(), "voicemail", script.voicemail())),
                List.of());
    }

    private static Piece post(int position, ContentDraft.SocialPost post) {
        Map<String, @Nullable Object> details = new HashMap<>();
        details.put("hashtags", post.hashtags());
        details.put("image_idea", post.imageIdea());
        return new Piece(
                words(
                        AssetKind.SOCIAL_POST,
                        post.channel(),
                        position,
                        0,
                        post.title(),
                        null,
                        post.body(),
                        Attributes.copyOf(details)),
                List.of());
    }

    private static Piece ad(int position, ContentDraft.Ad ad) {
        return new Piece(
                words(
                        AssetKind.AD,
                        ad.channel(),
                        position,
                        0,
                        ad.headline(),
                        null,
                        ad.body(),
                        Map.of("call_to_action", ad.callToAction(), "audience", ad.audience())),
                List.of());
    }

    private static ContentAsset.Words words(
            AssetKind kind,
            String channel,
            int position,
            int delayHours,
            String title,
            @Nullable String subject,
            String body,
            Map<String, Object> details) {
        return new ContentAsset.Words(null, kind, channel, position, delayHours, title, subject, body, details);
    }
}
