// Where a question starts from something else than a key.

CREATE INDEX signal_event_date IF NOT EXISTS FOR (n:Signal) ON (n.event_date);
CREATE INDEX signal_life_domain IF NOT EXISTS FOR (n:Signal) ON (n.life_domain);
CREATE INDEX signal_incident IF NOT EXISTS FOR (n:Signal) ON (n.incident);
CREATE INDEX referral_sent_date IF NOT EXISTS FOR (n:Referral) ON (n.sent_date);
CREATE INDEX measure_end IF NOT EXISTS FOR (n:Measure) ON (n.end);
CREATE INDEX partner_kind IF NOT EXISTS FOR (n:Partner) ON (n.kind);
