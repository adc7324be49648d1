/** How providers sign: the schemes that several of them share. Whatever is wrong is one {@code BadSignature}. */
@NullMarked
package io.aicmo.providers.signature;

import org.jspecify.annotations.NullMarked;
