package io.aicmo.http;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer, fetched when they are needed and kept for a while, longer while they cannot be fetched. A key
 * that is not among them is one that the issuer does not have, unless they could not be fetched lately: then nobody knows.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MOST_BYTES = 1024 * 1024;

    private final JWKSource<SecurityContext> kept;

    /** Whether the last attempt to fetch them failed. */
    private volatile boolean away;

    /**
     * How long fetched keys serve.
     *
     * @param fresh as long as nothing is amiss
     * @param apart how far apart they are fetched
     * @param outage while they cannot be fetched
     */
    record Kept(Duration fresh, Duration apart, Duration outage) {
        static final Kept USUAL = new Kept(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofHours(4));
    }

    IssuerKeys(URL url, Kept times) {
        this.kept = JWKSourceBuilder.create(new Fetched(url))
                .cache(times.fresh.toMillis(), times.apart.toMillis())
                .refreshAheadCache(times.apart.toMillis(), false)
                .rateLimited(times.apart.toMillis())
                .outageTolerant(times.outage.toMillis())
                .retrying(true)
                .build();
    }

    /** @throws KeySourceException if the keys cannot be had, or the one that is looked for may be a newer one */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        List<JWK> found = known(selector, context);
        if (found.isEmpty() && away) {
            throw new KeySourceException("the issuer's keys cannot be fetched now");
        }
        return found;
    }

    /** None, where they were fetched so lately that they are not fetched again. */
    private List<JWK> known(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        try {
            return kept.get(selector, context);
        } catch (RateLimitReachedException e) {
            return List.of();
        }
    }

    private final class Fetched extends URLBasedJWKSetSource<SecurityContext> {
        Fetched(URL url) {
            super(url, new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES));
        }

        @Override
        public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
                throws KeySourceException {
            try {
                JWKSet keys = super.getJWKSet(refresh, now, context);
                away = false;
                return keys;
            } catch (KeySourceException e) {
                away = true;
                throw e;
            }
        }
    }
}
