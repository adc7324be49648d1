package io.aicmo.http;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Refuses as a problem what the web server itself refuses, before any route sees it: requests that are no HTTP. */
final class PlainErrors extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Content.Sink.write(response, true, new String(body(status), StandardCharsets.UTF_8), callback);
        return true;
    }

    private static byte[] body(int status) {
        return Json.write(new ProblemBody(
                "about:blank",
                Problems.title(status),
                status,
                status < 500 ? "this is not a request that can be read" : "something went wrong on our side",
                "",
                "",
                null,
                null,
                null));
    }
}
