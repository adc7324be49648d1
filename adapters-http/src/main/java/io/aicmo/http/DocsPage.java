package io.aicmo.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** The documentation for people: Swagger UI from its WebJar, with a page of our own and nothing from elsewhere. */
final class DocsPage {
    private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/";
    private static final String POM = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>AI CMO · API</title>
              <link rel="stylesheet" href="/docs/swagger-ui.css">
            </head>
            <body>
              <div id="docs"></div>
              <script src="/docs/swagger-ui-bundle.js"></script>
              <script src="/docs/start.js"></script>
            </body>
            </html>
            """;
    private static final String START = """
            window.ui = SwaggerUIBundle({
              url: "/openapi.json",
              dom_id: "#docs",
              deepLinking: true,
              docExpansion: "none",
              persistAuthorization: false,
              validatorUrl: null
            });
            """;

    private DocsPage() {}

    static List<Route> routes() {
        return List.of(
                file("/docs", "text/html; charset=utf-8", "The documentation, to read and to try.", () -> bytes(PAGE)),
                file(
                        "/docs/start.js",
                        "text/javascript; charset=utf-8",
                        "Starts the documentation.",
                        () -> bytes(START)),
                file(
                        "/docs/swagger-ui.css",
                        "text/css; charset=utf-8",
                        "How the documentation looks.",
                        () -> webJar("swagger-ui.css")),
                file(
                        "/docs/swagger-ui-bundle.js",
                        "text/javascript; charset=utf-8",
                        "Shows the documentation.",
                        () -> webJar("swagger-ui-bundle.js")));
    }

    private interface Content {
        byte[] read();
    }

    private static Route file(String path, String contentType, String summary, Content content) {
        return Route.get(path)
                .may(new Access.Anyone())
                .tagged("system")
                .says(summary)
                .limited(Route.RateClass.UNLIMITED)
                .produces(contentType)
                .answers(200, byte[].class)
                .by(call -> Answer.ok(content.read())
                        .header("Cache-Control", "public, max-age=3600")
                        .header(
                                "Content-Security-Policy",
                                "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                                        + " frame-ancestors 'none'"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] webJar(String name) {
        Properties pom = new Properties();
        try (InputStream in = open(POM)) {
            pom.load(in);
            try (InputStream file = open(WEBJAR + pom.getProperty("version") + "/" + name)) {
                return file.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = DocsPage.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IOException(resource + " is not on the class path");
        }
        return in;
    }
}
