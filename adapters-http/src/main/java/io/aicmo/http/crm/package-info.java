/** The CRM spine over HTTP: contacts, leads, events, timelines, sequences. */
@NullMarked
package io.aicmo.http.crm;

import org.jspecify.annotations.NullMarked;
