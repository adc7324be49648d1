package io.aicmo.http;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What is served at one path.
 *
 * @param routes by what method they serve, none of them {@code HEAD} or {@code OPTIONS}
 * @param served what a request of a method goes to; {@code HEAD} is as {@code GET}
 * @param allow the methods that it takes, as in the header of that name
 */
record Endpoint(List<Route> routes, Map<String, Served> served, String allow) {
    static Endpoint of(List<Route> routes, Schemas schemas) {
        Map<String, Served> served = new LinkedHashMap<>();
        routes.forEach(route -> served.put(route.method().name(), new Served(route, schemas)));
        Served get = served.get("GET");
        if (get != null) {
            served.put("HEAD", get);
        }
        TreeSet<String> names = new TreeSet<>(served.keySet());
        names.add("OPTIONS");
        return new Endpoint(List.copyOf(routes), Map.copyOf(served), String.join(", ", names));
    }

    /** @param parameters the values of the path's placeholders */
    void handle(Context context, Map<String, String> parameters, Pipeline pipeline) {
        String method = context.req().getMethod();
        Served one = served.get(method);
        if (one != null) {
            pipeline.handle(context, one, parameters);
        } else if (method.equals("OPTIONS")) {
            pipeline.options(context, routes, allow);
        } else {
            pipeline.refuse(
                    context,
                    Problem.of(405, context.path() + " does not take " + method + "; it takes " + allow)
                            .header("Allow", allow));
        }
    }
}
