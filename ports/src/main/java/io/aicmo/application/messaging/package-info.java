/** Sending: the steps of sequences and messages of their own, from the intent to what became of it. */
@NullMarked
package io.aicmo.application.messaging;

import org.jspecify.annotations.NullMarked;
