/** Reading replies as people write them: what is theirs in the text, and what they want. Pure rules, in several languages. */
@NullMarked
package io.aicmo.domain.cmo.reply;

import org.jspecify.annotations.NullMarked;
