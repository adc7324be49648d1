package io.aicmo.postgres.sql;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of the database roles that the work is done as. They belong to the cluster; two installations on one
 * cluster may share them, because row security and grants are per database.
 *
 * @param owner owns the tables; only migrations act as it
 * @param app works for one tenant
 * @param spine writes channel events of any tenant
 * @param gate finds out whose a credential is
 * @param jobs takes and ends jobs of any tenant
 * @param runs writes down agents' runs of any tenant
 * @param events passes on what happened to any tenant
 * @param finder owns the functions that look past row security; nobody acts as it
 */
public record Roles(
        String owner, String app, String spine, String gate, String jobs, String runs, String events, String finder) {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /** The names in a production database. */
    public static final Roles DEFAULT = named("aicmo");

    /** @throws IllegalArgumentException if a name is no plain lower-case identifier */
    public Roles {
        Stream.of(owner, app, spine, gate, jobs, runs, events, finder).forEach(name -> {
            if (!PLAIN.matcher(name).matches()) {
                throw new IllegalArgumentException("not a plain role name: " + name);
            }
        });
    }

    /** The roles {@code <prefix>_owner}, {@code <prefix>_app} and so on. */
    public static Roles named(String prefix) {
        return new Roles(
                prefix + "_owner",
                prefix + "_app",
                prefix + "_spine",
                prefix + "_gate",
                prefix + "_jobs",
                prefix + "_runs",
                prefix + "_events",
                prefix + "_finder");
    }

    /** The same roles, with another one in the application's place. */
    public Roles withApp(String name) {
        return new Roles(owner, name, spine, gate, jobs, runs, events, finder);
    }

    /** The names by what they are called in the migrations. */
    public Map<String, String> placeholders() {
        return Map.of(
                "owner", owner, "app", app, "spine", spine, "gate", gate, "jobs", jobs, "runs", runs, "events", events,
                "finder", finder);
    }
}
