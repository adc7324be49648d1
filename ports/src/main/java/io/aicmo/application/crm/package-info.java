/** Use cases of the CRM spine. */
@NullMarked
package io.aicmo.application.crm;

import org.jspecify.annotations.NullMarked;
