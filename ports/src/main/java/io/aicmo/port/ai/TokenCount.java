package io.aicmo.port.ai;

/** How many tokens went to the model and came back, as the provider counts them. */
public record TokenCount(long input, long output) {
    /** Both together. */
    public TokenCount plus(TokenCount other) {
        return new TokenCount(input + other.input, output + other.output);
    }
}
