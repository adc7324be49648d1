/** Mail by SMTP, through whatever server a tenant has. */
@NullMarked
package io.aicmo.providers.smtp;

import org.jspecify.annotations.NullMarked;
