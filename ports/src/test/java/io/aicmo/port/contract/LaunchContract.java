package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.application.cmo.LaunchCampaign;
import io.aicmo.application.cmo.Readiness;
import io.aicmo.application.crm.CreateSequence;
import io.aicmo.application.tenant.IssueFormToken;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.AssetStatus;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.IcpSegment;
import io.aicmo.domain.cmo.Offer;
import io.aicmo.domain.cmo.OfferStatus;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.VersionStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A launch is one transaction: all of it, or nothing. */
public interface LaunchContract extends StoreContract {
    InstantSource CLOCK = InstantSource.fixed(World.NOW);

    @Test
    default void aLaunchThatFailsAtItsLastStepLeavesNothing() {
        Home home = world().aTenant();
        Campaign campaign = aReadyCampaign(home);
        ContentAsset email = approved(home, campaign, AssetKind.EMAIL, "email");
        ContentAsset page = approved(home, campaign, AssetKind.LANDING_PAGE, "landing_page");

        assertThatThrownBy(() -> launcher(new Failing(adapter().records())).handle(home.actor(), campaign.id()))
                .hasMessage("no more form tokens");

        assertThat(home.now(RecordTypes.CAMPAIGNS, campaign.id())).isEqualTo(campaign);
        assertThat(home.now(RecordTypes.CONTENT_ASSETS, email.id())).isEqualTo(email);
        assertThat(home.now(RecordTypes.CONTENT_ASSETS, page.id())).isEqualTo(page);
        for (RecordType<?, ?> type :
                List.of(RecordTypes.SEQUENCES, RecordTypes.CALENDAR_EVENTS, RecordTypes.FORM_TOKENS)) {
            assertThat(all(home, type)).as(type.plural()).isEmpty();
        }
        // With a store that works, the same campaign is launched as if nothing had been.
        LaunchCampaign.Result launched = launcher(adapter().records()).handle(home.actor(), campaign.id());
        assertThat(launched.calendarEvents()).hasSize(3);
        assertThat(launched.formTokens()).hasSize(1);
    }

    private LaunchCampaign launcher(Records records) {
        Adapter adapter = adapter();
        return new LaunchCampaign(
                adapter.transactions(),
                records,
                adapter.tenants(),
                new Readiness(records, adapter.tenants(), adapter.leads(), adapter.outbox(), CLOCK),
                new CreateSequence(
                        adapter.transactions(), records, adapter.steps(), adapter.channels(), World::id, CLOCK),
                new IssueFormToken(adapter.transactions(), records, new SecureRandom(), World::id, CLOCK),
                World::id,
                CLOCK);
    }

    /** Record stores of which one keeps nothing. */
    record Failing(Records records) implements Records {
        @Override
        @SuppressWarnings("unchecked") // the proxy is made of the very interface
        public <I extends Id, R extends Record & Entity<I>> RecordStore<I, R> of(RecordType<I, R> type) {
            RecordStore<I, R> store = records.of(type);
            if (!type.equals(RecordTypes.FORM_TOKENS)) {
                return store;
            }
            return (RecordStore<I, R>) Proxy.newProxyInstance(
                    RecordStore.class.getClassLoader(),
                    new Class<?>[] {RecordStore.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().startsWith("insert")) {
                            throw new IllegalStateException("no more form tokens");
                        }
                        try {
                            return method.invoke(store, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public VersionStore versions() {
            return records.versions();
        }
    }

    private static <I extends Id, R extends Record & Entity<I>> List<R> all(Home home, RecordType<I, R> type) {
        return home.read(tx -> home.store(type).list(tx, ListQuery.newest(50))).data();
    }

    /** A planned campaign on e-mail and a page, which lacks nothing but content. */
    private static Campaign aReadyCampaign(Home home) {
        IcpSegment audience = home.keep(
                RecordTypes.ICP_SEGMENTS,
                IcpSegment.of(
                        new IcpSegmentId(World.id()),
                        home.workspace().id(),
                        new IcpSegment.Edit(
                                "Offices",
                                null,
                                null,
                                IcpSegment.Rank.PRIMARY,
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                null,
                                Map.of(),
                                null),
                        null,
                        World.NOW));
        Offer offer = home.keep(
                RecordTypes.OFFERS,
                Offer.of(
                        new OfferId(World.id()),
                        home.workspace().id(),
                        new Offer.Edit(
                                audience.id(),
                                "Coffee",
                                "Fresh coffee",
                                null,
                                null,
                                null,
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                OfferStatus.ACTIVE),
                        null,
                        World.NOW));
        return home.keep(
                RecordTypes.CAMPAIGNS,
                Campaign.planned(
                        new CampaignId(World.id()),
                        home.workspace().id(),
                        new Campaign.Edit(
                                null,
                                audience.id(),
                                offer.id(),
                                World.word(),
                                null,
                                null,
                                CampaignStatus.PLANNING,
                                List.of("email", "landing_page"),
                                null,
                                List.of(),
                                null,
                                null,
                                0),
                        null,
                        World.NOW));
    }

    private static ContentAsset approved(Home home, Campaign campaign, AssetKind kind, String channel) {
        ContentAsset asset = home.keep(
                RecordTypes.CONTENT_ASSETS,
                ContentAsset.drafted(
                        campaign,
                        new ContentAssetId(World.id()),
                        new ContentAsset.Words(null, kind, channel, 0, 0, "Title", "Subject", "Body", Map.of()),
                        null,
                        World.NOW));
        ContentAsset read = home.change(RecordTypes.CONTENT_ASSETS, moved(asset, AssetStatus.IN_REVIEW));
        return home.change(RecordTypes.CONTENT_ASSETS, moved(read, AssetStatus.APPROVED));
    }

    private static ContentAsset moved(ContentAsset asset, AssetStatus to) {
        return asset.edited(new ContentAsset.Edit(asset.words(), to, null), World.NOW);
    }
}
