/** DocuSign Connect. */
@NullMarked
package io.aicmo.providers.docusign;

import org.jspecify.annotations.NullMarked;
