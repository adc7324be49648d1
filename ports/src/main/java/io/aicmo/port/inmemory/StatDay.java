package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.CampaignId;
import java.time.LocalDate;

/** What daily statistics are kept by. */
record StatDay(CampaignId campaignId, LocalDate day, String channel) {}
