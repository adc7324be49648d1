/** Ports for what is sent to people: the outbox, templates, and those who carry messages. */
@NullMarked
package io.aicmo.port.messaging;

import org.jspecify.annotations.NullMarked;
