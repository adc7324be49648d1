/**
 * Providers behind the hexagon's ports, one package each with one public class, the provider itself. {@link
 * io.aicmo.providers.Providers} lists them all; what they share lives in {@code signature} and {@code payload}.
 */
@NullMarked
package io.aicmo.providers;

import org.jspecify.annotations.NullMarked;
