package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is made when it is first asked for, because it takes long to make and may never be needed. It is made
 * once, whoever asks at the same time; where making it fails, whoever asks next tries again.
 *
 * @param <T> what it is
 */
public final class Lazy<T> implements Supplier<T> {
    private final Supplier<? extends T> maker;
    private volatile @Nullable T made;

    /** @param maker makes it; called on the thread that asks first */
    public Lazy(Supplier<? extends T> maker) {
        this.maker = maker;
    }

    /** The thing, made if it is not there yet. */
    @Override
    public T get() {
        T there = made;
        return there != null ? there : make();
    }

    private synchronized T make() {
        T there = made;
        if (there == null) {
            there = Objects.requireNonNull(maker.get());
            made = there;
        }
        return there;
    }

    /** The thing if it was made, for whoever puts it away. */
    public @Nullable T peek() {
        return made;
    }
}
