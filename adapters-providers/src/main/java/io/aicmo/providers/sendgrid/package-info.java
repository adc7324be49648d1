/** Twilio SendGrid: its Event Webhook for mail that was sent, its Inbound Parse for mail that comes in. */
@NullMarked
package io.aicmo.providers.sendgrid;

import org.jspecify.annotations.NullMarked;
