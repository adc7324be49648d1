package io.aicmo.http.contract;

import static io.aicmo.http.contract.Firm.json;

/** What a campaign needs before it is launched, and the launch. */
final class Launching {
    private Launching() {}

    /** A firm whose campaign on e-mail, SMS and a landing page lacks nothing. */
    static Firm aReadyFirm(Api api, String timeZone) {
        Firm firm = api.aFirm(timeZone);
        firm.owner()
                .patch(
                        "/v1/campaigns/" + firm.id("campaign"),
                        json(
                                "{'offer_id': '%s', 'target_icp_id': '%s', 'channels': ['email', 'sms', 'landing_page']}",
                                firm.id("offer"), firm.id("icp_segment")))
                .is(200);
        firm.owner()
                .patch("/v1/channel-connections/" + firm.id("channel_connection"), json("{'enabled': true}"))
                .is(200);
        approve(firm, firm.id("content_asset"));
        approve(firm, asset(firm, "email", "email", 1));
        approve(firm, asset(firm, "social_post", "sms", 0));
        approve(firm, asset(firm, "landing_page", "landing_page", 0));
        return firm;
    }

    /** Has the firm's campaign launched. */
    static Reply launch(Firm firm) {
        return firm.owner()
                .post("/functions/v1/cmo-launch-campaign", json("{'campaign_id': '%s'}", firm.id("campaign")));
    }

    /** A draft of the firm's campaign. */
    static String asset(Firm firm, String kind, String channel, int position) {
        return firm.owner()
                .post(
                        "/v1/content-assets",
                        json(
                                "{'campaign_id': '%s', 'kind': '%s', 'channel': '%s', 'position': %s, 'delay_hours': 24,"
                                        + " 'title': 'And then', 'body': 'More'}",
                                firm.id("campaign"), kind, channel, position))
                .is(201)
                .textAt("/id");
    }

    /** Has a draft read and approved. */
    static void approve(Firm firm, String asset) {
        firm.owner()
                .patch("/v1/content-assets/" + asset, json("{'status': 'in_review'}"))
                .is(200);
        firm.owner()
                .patch("/v1/content-assets/" + asset, json("{'status': 'approved'}"))
                .is(200);
    }
}
