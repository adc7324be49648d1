package io.aicmo.port.webhook;

/**
 * What messages to an endpoint are signed with.
 *
 * @param secret signs {@code v1}, by HMAC; the receiver has it too; begins with {@code whsec_}
 * @param privateKey signs {@code v1a}, by Ed25519; nobody else has it; begins with {@code whsk_}
 * @param publicKey verifies {@code v1a}; begins with {@code whpk_}
 */
public record SigningKeys(String secret, String privateKey, String publicKey) {
    /** All in one line, to be sealed. */
    public String written() {
        return secret + " " + privateKey + " " + publicKey;
    }

    /** @throws IllegalArgumentException if it was not {@link #written} */
    public static SigningKeys read(String written) {
        String[] parts = written.split(" ", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("these are no signing keys");
        }
        return new SigningKeys(parts[0], parts[1], parts[2]);
    }

    /** Shown and logged without what is secret. */
    @Override
    public String toString() {
        return "SigningKeys[publicKey=" + publicKey + "]";
    }
}
