/**
 * What agents answer, before anybody has approved or stored it. Each record's constructor holds its rules, so that what
 * exists obeys them; JSON Schemas are derived from the components, which are therefore plain texts, numbers, dates, lists,
 * enums and records of those.
 */
@NullMarked
package io.aicmo.domain.cmo.draft;

import org.jspecify.annotations.NullMarked;
