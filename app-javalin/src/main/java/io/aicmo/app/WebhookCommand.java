package io.aicmo.app;

import io.aicmo.providers.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays a provider: sends a webhook as it would, signed. */
@Command(
        name = "webhook",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Send an example webhook as a provider would.")
final class WebhookCommand {
    @Spec
    @Nullable
    private CommandSpec spec;

    @Command(
            name = "send",
            mixinStandardHelpOptions = true,
            description = {
                "Sign an example event of a provider and post it.",
                "The providers: docusign, generic, gong, hmac, resend, sendgrid, shopify, slack, stripe, twilio."
            })
    int send(
            @Parameters(paramLabel = "PROVIDER", description = "whom to play") String provider,
            @Option(names = "--url", required = true, description = "the url of the webhook source") URI url,
            @Option(
                            names = "--secret",
                            required = true,
                            description = "its secret; for sendgrid and gong the private key, PKCS 8 in PEM or base64")
                    String secret,
            @Option(names = "--body", description = "a file with the body to send (default: an example)") @Nullable
                    Path body)
            throws IOException, InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        String given = body == null ? "" : Files.readString(body);
        Simulator.Sent sent;
        try {
            sent = Simulator.sign(provider, url.toString(), secret, given, Instant.now());
        } catch (IllegalArgumentException wrong) {
            throw new Settings.Wrong(String.valueOf(wrong.getMessage()));
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofByteArray(sent.body()));
        sent.headers().forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            spec.commandLine().getOut().println(answer.statusCode() + " " + answer.body());
            return answer.statusCode() < 300 ? 0 : 1;
        }
    }
}
