/**
 * The offline playbooks: one class for each agent, which answers in its place from rules and templates in the tenant's own
 * words. {@link io.aicmo.ai.playbook.Playbooks} lists them.
 */
@NullMarked
package io.aicmo.ai.playbook;

import org.jspecify.annotations.NullMarked;
