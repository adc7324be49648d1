/** What happened, for whoever wants to know: domain events, what each of them says, and topics to ask for them by. */
@NullMarked
package io.aicmo.domain.event;

import org.jspecify.annotations.NullMarked;
