package io.aicmo.http.messaging;

import io.aicmo.application.messaging.Unsubscribe;
import io.aicmo.application.messaging.UnsubscribeLinks;
import io.aicmo.http.Access;
import io.aicmo.http.Answer;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Route;
import java.util.List;

/**
 * Where the links of mails lead: a page that asks once more, because programs follow links, and the one click of mail
 * programs (RFC 8058).
 */
public final class UnsubscribeRoutes {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String PATH = UnsubscribeLinks.PATH + "{token}";
    private static final String SAFE =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="robots" content="noindex">
              <title>Unsubscribe</title>
              <style>body { font: 1.1rem/1.5 sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem }</style>
            </head>
            <body>
            %s
            </body>
            </html>
            """;

    private static final String QUESTION = PAGE.formatted("""
              <h1>Unsubscribe</h1>
              <p>Shall we send you no more e-mail?</p>
              <form method="post"><button type="submit" name="List-Unsubscribe" value="One-Click">Unsubscribe</button></form>\
            """);

    private static final String DONE = PAGE.formatted("""
              <h1>Done</h1>
              <p>We send you no more e-mail.</p>\
            """);

    private final Unsubscribe unsubscribe;

    public UnsubscribeRoutes(Hexagon hexagon) {
        this.unsubscribe = new Unsubscribe(hexagon.messaging());
    }

    public List<Route> routes() {
        return List.of(
                Route.get(PATH)
                        .may(new Access.Anyone())
                        .tagged("outbox")
                        .says("Asks whoever followed the link in a mail whether they want no more of them.")
                        .produces(HTML)
                        .answers(200, byte[].class)
                        .by(call -> {
                            unsubscribe.look(call.path("token"));
                            return page(QUESTION);
                        }),
                Route.post(PATH)
                        .may(new Access.Anyone())
                        .tagged("outbox")
                        .says("Has no more mail sent to whom the mail with this link went; one click is enough.")
                        .produces(HTML)
                        .takesBytes()
                        .answers(200, byte[].class)
                        .by((call, body) -> {
                            unsubscribe.handle(call.path("token"));
                            return page(DONE);
                        }));
    }

    private static Answer page(String html) {
        return Answer.text(html, HTML).header("Content-Security-Policy", SAFE);
    }
}
