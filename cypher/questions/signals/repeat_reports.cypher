// title_nl = "Waarover is opnieuw gemeld?"
// title_en = "What was reported again?"
// why_nl = "Een nieuwe melding over dezelfde persoon of hetzelfde huishouden in hetzelfde leefgebied vraagt of de hulp van toen heeft gewerkt. Wat hetzelfde voorval opnieuw vertelt is geen nieuwe melding."
// why_en = "A new report about the same person or household in the same life domain asks whether the help of then has worked. What tells the same episode again is no new report."
// order = ["subject", "event_date", "signal_id"]
// parameters = [
//   { name = "days", type = "integer", default = 365, min = 1, max = 36500, text_nl = "binnen hoeveel dagen" },
// ]
// columns = [
//   { name = "subject", text_nl = "persoon of huishouden" },
//   { name = "subject_kind", text_nl = "persoon of huishouden: welk van de twee" },
//   { name = "life_domain", text_nl = "leefgebied" },
//   { name = "signal_id", text_nl = "nieuwe melding" },
//   { name = "event_date", text_nl = "datum" },
//   { name = "n_earlier", type = "integer", text_nl = "eerdere voorvallen" },
//   { name = "earlier_signals", type = "list", text_nl = "eerdere signalen" },
// ]

MATCH (who)<-[:ABOUT]-(signal:Signal {counted: true})-[:PART_OF]->(episode:Episode)
MATCH (who)<-[:ABOUT]-(before:Signal {counted: true})-[:PART_OF]->(past:Episode)
WHERE past <> episode
  AND before.life_domain = signal.life_domain
  // In every reading of a date that is known in part.
  AND coalesce(before.event_date_latest, before.event_date) < signal.event_date
  AND coalesce(signal.event_date_latest, signal.event_date)
      <= before.event_date + duration({days: $days})
RETURN coalesce(who.person_id, who.household_id) AS subject,
       CASE WHEN who:Person THEN 'person' ELSE 'household' END AS subject_kind,
       signal.life_domain AS life_domain,
       signal.signal_id AS signal_id,
       coalesce(signal.event_date_text, toString(signal.event_date), '') AS event_date,
       count(DISTINCT past) AS n_earlier,
       collect(DISTINCT before.signal_id) AS earlier_signals
