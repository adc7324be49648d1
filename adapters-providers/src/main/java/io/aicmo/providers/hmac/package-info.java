/** Any sender that signs its body by HMAC. */
@NullMarked
package io.aicmo.providers.hmac;

import org.jspecify.annotations.NullMarked;
