// title_nl = "Over wie is alleen iets gemeld dat niemand heeft nagegaan?"
// title_en = "About whom is everything unverified?"
// why_nl = "Wat alleen een melding of gerucht is draagt geen besluit. Een feit, een oordeel van een professional of een bevestigd signaal maakt het anders; weerlegd telt niet."
// why_en = "What is a report or rumour only carries no decision. A fact, a professional judgement or a confirmed signal changes that; refuted doesn't count."
// order = ["-n_signals", "subject"]
// parameters = [
//   { name = "at_least", type = "integer", default = 1, min = 1, max = 1000, text_nl = "ten minste zoveel signalen" },
// ]
// columns = [
//   { name = "subject", text_nl = "persoon of huishouden" },
//   { name = "subject_kind", text_nl = "persoon of huishouden: welk van de twee" },
//   { name = "n_signals", type = "integer", text_nl = "signalen, zonder weerlegde" },
//   { name = "n_reports", type = "integer", text_nl = "meldingen" },
//   { name = "n_rumours", type = "integer", text_nl = "geruchten" },
//   { name = "n_unknown", type = "integer", text_nl = "hardheid niet gezegd" },
//   { name = "n_refuted", type = "integer", text_nl = "weerlegd" },
//   { name = "last_day", text_nl = "laatste signaal" },
// ]

MATCH (who)<-[:ABOUT]-(signal:Signal)
WITH who, signal, coalesce(signal.status, '') AS status, coalesce(signal.hardness, '') AS hardness
WITH who,
     count(CASE WHEN status = 'refuted' THEN 1 END) AS n_refuted,
     count(CASE WHEN status <> 'refuted' THEN 1 END) AS n_signals,
     count(CASE WHEN status <> 'refuted' AND hardness = 'report' THEN 1 END) AS n_reports,
     count(CASE WHEN status <> 'refuted' AND hardness = 'rumour' THEN 1 END) AS n_rumours,
     count(CASE WHEN status <> 'refuted' AND hardness = '' THEN 1 END) AS n_unknown,
     count(CASE WHEN status = 'confirmed'
                  OR (status <> 'refuted' AND hardness IN ['fact', 'professional_judgement'])
           THEN 1 END) AS n_verified,
     max(CASE WHEN status <> 'refuted' THEN signal.event_date END) AS last_day
WHERE n_verified = 0 AND n_signals >= $at_least
RETURN coalesce(who.person_id, who.household_id) AS subject,
       CASE WHEN who:Person THEN 'person' ELSE 'household' END AS subject_kind,
       n_signals,
       n_reports,
       n_rumours,
       n_unknown,
       n_refuted,
       toString(last_day) AS last_day
