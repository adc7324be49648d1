package io.aicmo.http.contract;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Somebody who calls, with the same headers each time. */
public final class Client {
    private final Api api;
    private final Map<String, String> headers;

    Client(Api api, Map<String, String> headers) {
        this.api = api;
        this.headers = headers;
    }

    /** The same caller with one more header. */
    public Client with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Client(api, more);
    }

    public Reply get(String path) {
        return call("GET", path, null);
    }

    public Reply delete(String path) {
        return call("DELETE", path, null);
    }

    public Reply post(String path) {
        return call("POST", path, null);
    }

    public Reply post(String path, String json) {
        return call("POST", path, json);
    }

    public Reply patch(String path, String json) {
        return call("PATCH", path, json);
    }

    /** Calls with a JSON body, or none where it is null. */
    public Reply call(String method, String path, String json) {
        return json == null
                ? send(method, path, null)
                : with("Content-Type", headers.getOrDefault("Content-Type", "application/json"))
                        .send(method, path, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Opens a stream of events; it is open when this returns. */
    public Listening listen(String path) {
        HttpRequest.Builder request = api.request("GET", path);
        with("Accept", "text/event-stream").headers.forEach(request::header);
        return api.listen(request.build());
    }

    /** Calls with bytes, or no body where they are null, and no content type but a header's. */
    public Reply send(String method, String path, byte[] body) {
        HttpRequest.Builder request = api.request(method, path);
        if (body != null) {
            request.method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        }
        headers.forEach(request::header);
        return api.exchange(request.build());
    }
}
