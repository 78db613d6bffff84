// title_nl = "Welke signalen staan al lang open?"
// title_en = "Which signals have been open for long?"
// why_nl = "Een signaal dat niemand bevestigt, weerlegt of afsluit blijft iemand aankleven. Een status die niet is geleverd geldt niet als afgesloten."
// why_en = "A signal that nobody confirms, refutes or closes keeps clinging to somebody. A status that wasn't delivered is not taken for closed."
// order = ["-days_open", "signal_id"]
// parameters = [
//   { name = "days", type = "integer", default = 180, min = 0, max = 36500, text_nl = "langer dan zoveel dagen" },
// ]
// columns = [
//   { name = "signal_id", text_nl = "signaal" },
//   { name = "subject", text_nl = "persoon of huishouden" },
//   { name = "type", text_nl = "soort" },
//   { name = "status", text_nl = "status" },
//   { name = "partner_id", text_nl = "geleverd door" },
//   { name = "event_date", text_nl = "datum" },
//   { name = "received_date", text_nl = "ontvangen" },
//   { name = "days_open", type = "integer", text_nl = "dagen open, ten minste" },
// ]

MATCH (who)<-[:ABOUT]-(signal:Signal)-[:REPORTED_BY]->(deliverer:Partner)
WHERE coalesce(signal.status, '') IN ['', 'reported', 'under_review']
// Counted from the latest reading of the day of receipt, or else of the event.
WITH who, signal, deliverer,
     coalesce(signal.received_date_latest, signal.received_date,
              signal.event_date_latest, signal.event_date) AS since
WITH who, signal, deliverer,
     CASE WHEN since < $as_of THEN duration.inDays(since, $as_of).days ELSE 0 END AS days_open
WHERE days_open > $days
RETURN signal.signal_id AS signal_id,
       coalesce(who.person_id, who.household_id) AS subject,
       signal.type AS type,
       coalesce(signal.status, '') AS status,
       deliverer.partner_id AS partner_id,
       coalesce(signal.event_date_text, toString(signal.event_date), '') AS event_date,
       coalesce(signal.received_date_text, toString(signal.received_date), '') AS received_date,
       days_open
