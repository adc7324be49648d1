/** Campaigns over HTTP. */
@NullMarked
package io.aicmo.http.cmo;

import org.jspecify.annotations.NullMarked;
