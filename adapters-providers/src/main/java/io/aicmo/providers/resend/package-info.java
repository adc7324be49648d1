/** Resend: mail that was sent through it, and mail that it receives. */
@NullMarked
package io.aicmo.providers.resend;

import org.jspecify.annotations.NullMarked;
