// title_nl = "Van welke signalen is niet gezegd wie het zag?"
// title_en = "Of which signals is it not said who saw it?"
// why_nl = "Zonder herkomst kan niemand zeggen of twee signalen los van elkaar staan. famnet houdt dan de partner die levert voor de waarnemer; een samenwerkingsverband of rechter neemt niets zelf waar."
// why_en = "Without an origin nobody can say whether two signals are independent. famnet then takes the partner that delivers for the observer; a hub or a court observes nothing itself."
// order = ["partner_id", "signal_id"]
// parameters = [
//   { name = "observer", type = "choice", values = ["any", "assumed", "nobody"], default = "any", text_nl = "wie famnet dan voor de waarnemer houdt: maakt niet uit, de leverende partner, niemand" },
// ]
// columns = [
//   { name = "signal_id", text_nl = "signaal" },
//   { name = "type", text_nl = "soort" },
//   { name = "event_date", text_nl = "datum" },
//   { name = "status", text_nl = "status" },
//   { name = "reporter_kind", text_nl = "soort melder" },
//   { name = "partner_id", text_nl = "geleverd door" },
//   { name = "assumed_observer", text_nl = "waarnemer zolang niemand het zegt" },
// ]

MATCH (signal:Signal)-[:REPORTED_BY]->(deliverer:Partner)
WHERE NOT EXISTS { (signal)-[:OBSERVED_BY]->(:Partner) }
  AND NOT EXISTS { (signal)-[:DERIVED_FROM]->(:Signal) }
  AND ($observer = 'any' OR ($observer = 'nobody') = (deliverer.root IS NULL))
RETURN signal.signal_id AS signal_id,
       signal.type AS type,
       coalesce(signal.event_date_text, toString(signal.event_date), '') AS event_date,
       coalesce(signal.status, '') AS status,
       coalesce(signal.reporter_kind, '') AS reporter_kind,
       deliverer.partner_id AS partner_id,
       coalesce(deliverer.root, '') AS assumed_observer
