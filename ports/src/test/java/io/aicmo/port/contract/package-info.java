/**
 * The contracts of the ports, for every adapter: ours and embedders' own. Implement an {@code XContract}, give it your
 * {@link io.aicmo.port.contract.Adapter}, and its tests are yours. They need no empty database: each test makes tenants
 * of its own.
 */
package io.aicmo.port.contract;
