/** The CRM spine: contacts, leads, the timeline, and the rule by which one channel event becomes one decision. */
@NullMarked
package io.aicmo.domain.crm;

import org.jspecify.annotations.NullMarked;
