package io.aicmo.app.wiring;

import dagger.Module;
import dagger.Provides;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.crm.Channels;
import io.aicmo.port.Ids;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Time, ids, chance, and the channels that are built in. */
@Module
interface PlatformModule {
    @Provides
    static InstantSource clock() {
        return Clock.systemUTC();
    }

    @Provides
    @Singleton
    static Ids ids(InstantSource clock) {
        return Ids.timeOrdered(clock);
    }

    @Provides
    @Singleton
    static RandomGenerator random() {
        return new SecureRandom();
    }

    @Provides
    @Singleton
    static ChannelCatalogue channels() {
        return Channels.catalogue();
    }
}
