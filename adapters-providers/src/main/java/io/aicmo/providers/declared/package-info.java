/** Providers that are no more than a declaration: how they sign, and what a request is about. */
@NullMarked
package io.aicmo.providers.declared;

import org.jspecify.annotations.NullMarked;
