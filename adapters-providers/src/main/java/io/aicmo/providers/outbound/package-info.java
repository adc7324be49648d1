/** Calls to URLs that tenants name: to public addresses alone, whatever a name resolves to and when. */
@NullMarked
package io.aicmo.providers.outbound;

import org.jspecify.annotations.NullMarked;
