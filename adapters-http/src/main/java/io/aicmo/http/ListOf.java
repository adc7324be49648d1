package io.aicmo.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor asks for the next page, or null on the last
 */
public record ListOf<T>(List<T> data, @Nullable String nextCursor) {}
