package io.aicmo.bench;

import io.aicmo.bench.Lab.Tenant;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The calls that are measured: a reply is analyzed, and a brand is talked about, which is streamed. */
final class KernelCalls implements Requests {
    static final String PATH = "/functions/v1/cmo-kernel";

    /** What the model says of the reply. */
    static final String ANALYSIS = """
            {"intent":"meeting","sentiment":"positive","summary":"Ada wants to see the roastery on Thursday and asks what \
            a delivery of forty kilos a month would cost.","confidence":92,"next_actions":[{"kind":"book_meeting","why":\
            "She proposes Thursday at ten.","in_days":0},{"kind":"reply","why":"She asks for a price.","in_days":0}],\
            "suggested_reply":"Thursday at ten suits us well. For forty kilos a month I will bring an offer along."}""";

    /** What the model says about the brand. */
    static final String TURN = """
            {"reply":"Thank you, that tells me a lot about who you are and how you roast. So that I can see whom we shall \
            speak to: who buys from you today, and which of them would you like to have more of?","learned":{"name":null,\
            "website":null,"industry":null,"stage":null,"description":null,"audience":null,"problem":null,\
            "value_proposition":null,"positioning":null,"voice":null,"differentiators":null,"competitors":null,\
            "goals":null,"guardrails":null,"soundbites":null,"channels":null,"monthly_budget":null},"asking":"audience"}""";

    private final byte[] request;

    private KernelCalls(String request) {
        this.request = request.getBytes(StandardCharsets.US_ASCII);
    }

    /** A reply to be analyzed, answered as a whole. */
    static KernelCalls analysis(URI server, Tenant tenant) {
        return new KernelCalls(request(server, tenant, "", analysisBody(tenant)));
    }

    /** A turn about the brand, streamed over a connection that ends with it. */
    static byte[] turn(URI server, Tenant tenant) {
        return new KernelCalls(
                        request(server, tenant, "Accept: text/event-stream\r\nConnection: close\r\n", turnBody(tenant)))
                .request;
    }

    static String analysisBody(Tenant tenant) {
        return """
                {"mode":"email_reply_analyzer","workspace_id":"%s","input":{"subject":"Re: Your spring offer","text":\
                "Hello, thank you for the samples, the whole office liked them. Could we come and see the roastery on \
                Thursday at ten? And what would forty kilos a month cost us? Kind regards, Ada"}}""".formatted(tenant.workspace());
    }

    static String turnBody(Tenant tenant) {
        return """
                {"mode":"brand_intake","workspace_id":"%s","input":{"message":"We are a small roastery, we roast by hand \
                and deliver by bicycle."}}""".formatted(tenant.workspace());
    }

    private static String request(URI server, Tenant tenant, String headers, String body) {
        return "POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(PATH, server.getAuthority(), tenant.key(), headers, body.length(), body);
    }

    @Override
    public byte[] next() {
        return request;
    }
}
