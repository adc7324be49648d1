/**
 * The hexagon over HTTP. A route is a declaration ({@link io.aicmo.http.Route}); routing, authentication, permission,
 * validation, the OpenAPI document and the isolation and bad-input tests are derived from it. {@link
 * io.aicmo.http.Server} is the door.
 */
@NullMarked
package io.aicmo.http;

import org.jspecify.annotations.NullMarked;
