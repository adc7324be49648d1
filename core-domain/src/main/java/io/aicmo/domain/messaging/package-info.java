/** What is sent to people, when, through whom, and what became of it. */
@NullMarked
package io.aicmo.domain.messaging;

import org.jspecify.annotations.NullMarked;
