package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import org.jspecify.annotations.Nullable;

/** To whom a message was sent, and what for. */
record SentMessage(ContactId contactId, @Nullable LeadId leadId, CampaignId campaignId) {}
