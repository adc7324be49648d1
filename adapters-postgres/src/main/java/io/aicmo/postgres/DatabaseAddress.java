package io.aicmo.postgres;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is.
 *
 * @param jdbcUrl its JDBC URL, without user and password
 * @param login who the address says is to log in, or null if it does not say
 */
public record DatabaseAddress(String jdbcUrl, @Nullable Login login) {

    /**
     * Reads an address: {@code jdbc:postgresql://host:port/database?user=…&password=…&…}, or {@code postgresql://} (also
     * {@code postgres://}) {@code user:password@host:port/database?…} as other tools write it.
     *
     * @throws IllegalArgumentException if it is neither; the message does not repeat it, because it may hold a password
     */
    public static DatabaseAddress parse(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return withoutLogin(url, null);
        }
        if (!url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
            throw new IllegalArgumentException("a database URL begins with jdbc:postgresql:// or postgresql://");
        }
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null) {
                throw new IllegalArgumentException("the database URL names no host");
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return withoutLogin(
                    "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                    uri.getRawUserInfo() == null ? null : login(uri.getRawUserInfo()));
        } catch (URISyntaxException e) {
            // Without the cause, whose message repeats the URL.
            throw new IllegalArgumentException("the database URL cannot be read");
        }
    }

    /** Takes user and password out of the parameters of a JDBC URL. */
    private static DatabaseAddress withoutLogin(String jdbcUrl, @Nullable Login named) {
        int mark = jdbcUrl.indexOf('?');
        if (mark < 0) {
            return new DatabaseAddress(jdbcUrl, named);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : jdbcUrl.substring(mark + 1).split("&")) {
            int equals = parameter.indexOf('=');
            parameters.put(equals < 0 ? parameter : parameter.substring(0, equals), parameter);
        }
        String user = value(parameters.remove("user"));
        String password = value(parameters.remove("password"));
        String rest = parameters.isEmpty() ? "" : "?" + String.join("&", parameters.values());
        return new DatabaseAddress(jdbcUrl.substring(0, mark) + rest, user == null ? named : new Login(user, password));
    }

    private static @Nullable String value(@Nullable String parameter) {
        return parameter == null ? null : decoded(parameter.substring(parameter.indexOf('=') + 1));
    }

    private static Login login(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new Login(decoded(userInfo), null)
                : new Login(decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
