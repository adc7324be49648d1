/** Use cases of campaigns. */
@NullMarked
package io.aicmo.application.cmo;

import org.jspecify.annotations.NullMarked;
