package io.aicmo.port.inmemory;

import io.aicmo.port.Vault;
import io.aicmo.port.contract.VaultContract;

class InMemoryVaultTest implements VaultContract {
    private final Vault vault = new InMemory().vault();

    @Override
    public Vault vault() {
        return vault;
    }

    @Override
    public Vault another() {
        return new InMemory().vault();
    }
}
