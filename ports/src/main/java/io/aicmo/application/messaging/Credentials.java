package io.aicmo.application.messaging;

import io.aicmo.domain.messaging.ChannelConnection;
import io.aicmo.domain.shared.ChannelConnectionId;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Vault;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A connection's credentials, sealed as one text: names and values as in a query. */
final class Credentials {
    private static final String COLUMN = "credentials";

    private final Vault vault;

    Credentials(Vault vault) {
        this.vault = vault;
    }

    Sealed seal(TenantId tenant, ChannelConnectionId connection, Map<String, String> byName) {
        String written = new TreeMap<>(byName)
                .entrySet().stream()
                        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return vault.seal(place(tenant, connection), written);
    }

    Map<String, String> open(TenantId tenant, ChannelConnection connection) {
        String written = vault.open(place(tenant, connection.id()), connection.credentials());
        Map<String, String> byName = new LinkedHashMap<>();
        for (String pair : written.split("&", -1)) {
            int middle = pair.indexOf('=');
            if (middle > 0) {
                byName.put(decoded(pair.substring(0, middle)), decoded(pair.substring(middle + 1)));
            }
        }
        return byName;
    }

    private static Vault.Place place(TenantId tenant, ChannelConnectionId connection) {
        return Vault.Place.of(tenant, RecordTypes.CHANNEL_CONNECTIONS, connection, COLUMN);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
