/** What is sent to people, on HTTP. */
@NullMarked
package io.aicmo.http.messaging;

import org.jspecify.annotations.NullMarked;
